// Fields of the difusor's registration as the cover prints them; and the shape of those that have one.

export const registrationFields = {
  medio: "Medium or institution",
  estado: "State",
  contacto: "Contact",
  correo: "E-mail",
  teléfono: "Telephone",
  "dirección IP": "Registered IP address",
  "sitio oficial": "Official site",
  "sitio de pruebas": "Test site",
  "personal técnico": "Technical staff",
} as const;

const site = "an address that begins with http:// or https://";

export const expectedShapes: Partial<Record<keyof typeof registrationFields, string>> = {
  correo: "an e-mail address",
  "sitio oficial": site,
  "sitio de pruebas": site,
};
