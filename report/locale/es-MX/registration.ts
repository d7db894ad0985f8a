// Fields of the difusor's registration: as a person writes them and as the cover prints them; and the shape of those that have one.

export const registrationFields = {
  medio: "Medio o institución",
  estado: "Entidad federativa",
  contacto: "Contacto",
  correo: "Correo electrónico",
  teléfono: "Teléfono",
  "dirección IP": "Dirección IP registrada",
  "sitio oficial": "Sitio oficial",
  "sitio de pruebas": "Sitio de pruebas",
  "personal técnico": "Personal técnico",
} as const;

const site = "una dirección que empieza con http:// o https://";

export const expectedShapes: Partial<Record<keyof typeof registrationFields, string>> = {
  correo: "una dirección de correo electrónico",
  "sitio oficial": site,
  "sitio de pruebas": site,
};
