// The definitions that every memoria prints, with the parameters as used.

export const title = "Metodología";
export const intro =
  "Las convocatorias no definen qué es una visita, un visitante o una página, ni cómo se mide la disponibilidad. Estas son las definiciones con que se calcularon todas las cifras de este documento.";

export interface MethodParameters {
  visitGap: string;
  target: string | null;
}

export const groups = {
  hits: "Solicitudes y páginas",
  visits: "Visitantes y visitas",
  availability: "Disponibilidad",
  comparison: "Comparación con el promedio habitual",
  places: "Lugares y privacidad",
} as const;

export const hits: [string, string][] = [
  ["Solicitud", "Cada petición válida registrada en la bitácora de acceso, de cualquier método y estado."],
  [
    "Página vista",
    "Solicitud GET con estado 200 a 299 o 304, cuya ruta es de página: sin extensión, o con extensión html, htm, php, asp, aspx, jsp o xhtml. Las reglas propias de la entrega, si las hay, están en la tabla de parámetros.",
  ],
  [
    "Actualización automática",
    "Solicitud de los datos con que la página se renueva sola: rutas que terminan en .json o que están bajo /json/. No cuenta como página vista.",
  ],
  ["Recurso", "Solicitud GET atendida de cualquier otra ruta: imágenes, estilos, programas y similares."],
  ["Otra", "Toda otra solicitud de personas: redirecciones, errores y otros métodos."],
  [
    "Solicitud automatizada",
    "La que hace un programa: su navegador figura en la lista de isbot, está vacío o es un guion. Se cuenta aparte y no forma parte de las solicitudes de personas.",
  ],
  ["Solicitud propia", "La que proviene de las direcciones del difusor indicadas en la entrega, como sus sondas. Se cuenta aparte."],
  ["Solicitudes de personas", "Páginas vistas, actualizaciones automáticas, recursos y otras. Se muestran junto al total de solicitudes."],
];

export function visits({ visitGap }: MethodParameters): [string, string][] {
  return [
    [
      "Visitante único (estimado)",
      "Combinación distinta de dirección IP y navegador con al menos una página vista en el periodo; se calcula sobre el periodo completo y no como suma de días. Es una estimación: varias personas pueden compartir una dirección y una persona puede usar varias.",
    ],
    [
      "Visita",
      `Páginas vistas de un mismo visitante, cada una a no más de ${visitGap} de la anterior. No se corta a medianoche y pertenece al periodo en que comienza.`,
    ],
    ["Visita de una sola página", "La que tiene exactamente una página vista; su duración no puede medirse."],
    [
      "Tiempo de permanencia",
      "De la primera a la última página vista, en promedio sobre las visitas de dos o más. A su lado se muestran la mediana, la parte de visitas de una sola página y la media con éstas como 0.",
    ],
    ["Tiempo activo", "De la primera a la última solicitud de personas de una sesión, con la misma pausa máxima y dos o más solicitudes."],
    ["Tiempo en la página", "De una página vista a la siguiente de la visita; en la última no se conoce."],
    ["Minuto y hora de mayor demanda", "Los de más solicitudes, incluidas las automatizadas, en hora local."],
  ];
}

export function availability({ target }: MethodParameters): [string, string][] {
  const allowed =
    target === null
      ? "No hay meta fijada, por lo que no se emite veredicto."
      : `Con la meta de ${target}, el tiempo permitido sin servicio es (1 − ${target}) × (T − E).`;
  return [
    [
      "Disponibilidad",
      "1 − D ÷ (T − E), donde T es la duración del periodo, E el tiempo excluido con motivo y aprobación, y D el tiempo sin servicio fuera de E. Se compara sin redondear y se imprime truncada.",
    ],
    [
      "Declarada por el difusor",
      "Cuenta completas las incidencias con efecto de caída; las degradaciones cuentan por su peso, como segunda cifra. Solo cubre el periodo si el difusor declara bajo firma que la lista está completa.",
    ],
    [
      "Observada en la bitácora",
      "Por minutos: sin servicio es el minuto con 20 o más solicitudes y al menos la mitad con error del servidor (5xx); sin registro es el minuto callado entre cuartos de hora con 20 o más solicitudes por minuto en promedio; el silencio en horas de poca demanda no cuenta como interrupción. Los errores 4xx no son interrupciones. Fuera de lo que cubren las bitácoras no hay registro.",
    ],
    ["Medida por monitor", "Cada comprobación vale hasta la siguiente y a lo más cinco minutos; después no hay registro."],
    [
      "Veredicto",
      `${allowed} Incumple si el tiempo sin servicio rebasa lo permitido; cumple si éste más el tiempo sin registro no lo rebasan; en otro caso no es verificable.`,
    ],
    ["Solicitudes sin error del servidor", "1 − errores 5xx ÷ solicitudes con código de estado reconocible."],
  ];
}

export const comparison: [string, string][] = [
  [
    "Promedio habitual del portal",
    "Total dividido entre los días cubiertos (segundos cubiertos ÷ 86,400), con bitácoras anteriores, solicitudes del portal ajenas al PREP o promedios declarados. Se compara con la etapa de jornada y resultados o, si no está fijada, con el periodo de publicación.",
  ],
];

export const places: [string, string][] = [
  [
    "Lugar",
    "País, estado y ciudad que una base de datos geográfica atribuye a la dirección IP. Es una aproximación: las direcciones de telefonía móvil suelen figurar en la ciudad de la empresa.",
  ],
  [
    "Privacidad",
    "El lugar se obtiene antes de enmascarar. Este documento no contiene direcciones IP completas ni seudónimos; las bitácoras originales son un anexo de acceso restringido.",
  ],
];

export const parametersTitle = "Parámetros usados";
export const parametersCaption = "Parámetros del análisis";
export const parameterColumns = { name: "Parámetro", value: "Valor" } as const;
export const parameters = {
  period: "Periodo",
  timeZone: "Zona horaria",
  visitGap: "Pausa máxima dentro de una visita",
  scope: "Alcance (direcciones que son del PREP)",
  internal: "Direcciones propias del difusor",
  pages: "Rutas contadas como página",
  notPages: "Rutas no contadas como página",
  resultPath: "Ruta de los resultados",
  target: "Meta de disponibilidad",
  geography: "Base de datos geográfica",
  isbot: "Lista de agentes automatizados",
  program: "Programa",
  versions: "Versión de lectura y de reglas",
} as const;
export const everything = "todas";
export const none = "ninguna";
export const standardRule = "las de la definición";
export const noTarget = "sin meta fijada";
export const noGeography = "ninguna";
export function isbotVersion(version: string): string {
  return `isbot ${version}`;
}
export function rules(parser: number, rulesVersion: number): string {
  return `lectura ${parser}, reglas ${rulesVersion}`;
}
export function boundSource(source: string | null, declaredByUser: boolean): string {
  if (declaredByUser) return "declarado por el difusor";
  return source === null ? "calculado de las bitácoras" : `cláusula ${source}`;
}
export const boundsCaption = "Periodos y origen de sus límites";
export const boundsColumns = { name: "Periodo", start: "Inicio", end: "Fin", source: "Origen" } as const;
