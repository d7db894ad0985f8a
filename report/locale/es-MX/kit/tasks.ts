// Words of the checklist of the kit: each task as its title and what it is about.

type Text = readonly [title: string, detail: string];

export const derived = "derivado de otros valores";

export function testDetail(hours: string | null): string {
  const when = hours === null ? "La convocatoria no señala la hora." : `Cada día de ${hours.replace("-", " a ")} h.`;
  return `${when} Conviene tener ya activos los ajustes de bitácora y el monitor, para ensayar también la memoria técnica.`;
}

export const electionDay: Text = [
  "Jornada electoral",
  "Antes del inicio de la publicación ninguna ruta de resultados debe responder con datos; una página de espera es distinta de publicar.",
];
export const earliestStart: Text = [
  "Hora más temprana en que puede iniciar la publicación",
  "La hora exacta la fija el instituto: hay que confirmarla por escrito y anotarla para `--window-start`.",
];
export function publicationStart(isForbiddenBefore: boolean): Text {
  const before = isForbiddenBefore ? "Publicar antes está prohibido. " : "";
  return [
    "Inicio de la publicación",
    `${before}Comprobar desde fuera de la red propia que la página responde y que el monitor lo registra.`,
  ];
}
export const operationStart: Text = [
  "Inicio de operación del PREP",
  "Comprobar que llega el primer corte y que se publica con su fecha y hora.",
];
export const operationEnd: Text = ["Fin de operación del PREP", "Comprobar que quedó publicado el último corte."];
export const lastCutStart: Text = [
  "El último corte permanece publicado desde esta hora",
  "La página sigue en línea con el último corte y su fecha y hora.",
];
export const lastCutEnd: Text = ["El último corte permanece publicado hasta esta hora", "No retirarlo antes."];
export const publicationMinimum: Text = ["Término mínimo de la publicación", "La página debe seguir publicada al menos hasta esta hora."];
export const publicationEnd: Text = ["Término de la publicación", "La publicación es hasta esta hora."];
export function stage(title: string | null): Text {
  return [
    title === null ? "Etapa fechada de la convocatoria" : `Etapa «${title}»`,
    "La comparación con el promedio del portal usa las visitas, páginas y solicitudes de estos días: las bitácoras deben estar completas.",
  ];
}
export const logDays: Text = [
  "Días de las bitácoras que se entregan",
  "Conservar completas las bitácoras de acceso de todos estos días, de todos los servidores y de la CDN.",
];
export function due(means: readonly ("paper" | "digital")[] | null): Text {
  const how =
    means === null
      ? "La convocatoria no señala el medio de entrega."
      : `Se entrega en medio ${means.map((one) => (one === "paper" ? "impreso" : "digital")).join(" y ")}.`;
  return ["Fecha límite de entrega de la memoria técnica", `${how} Guardar el acuse.`];
}

export const baseline: Text = [
  "Guardar bitácoras de cuatro semanas ordinarias del portal",
  "La convocatoria pide comparar con el promedio habitual y no define el periodo: sin estas bitácoras no hay con qué comparar.",
];
export const settings: Text = [
  "Activar los ajustes de bitácora del kit",
  "En todos los servidores; con CDN, activar también la entrega de sus bitácoras. Comprobar con unas solicitudes propias: `memoria formats memoria-prep.log` debe decir `memoria_combined`.",
];
export const monitor: Text = [
  "Poner en marcha un monitor externo",
  "Comprobación cada minuto desde fuera de la red propia, con aviso por teléfono, y con más días de conservación que los que faltan para la entrega. Ver monitores.md.",
];
export function rehearsal(id: string): Text {
  return [
    "Ensayar la memoria con la bitácora de la prueba",
    `\`memoria report memoria-prep.log --convocatoria ${id} --from INICIO --to FIN\`: revisar que no haya líneas no reconocidas y que las cifras sean creíbles.`,
  ];
}

/** What is checked on the day before. */
export const dayBefore: readonly { id: string; text: Text }[] = [
  {
    id: "reloj",
    text: [
      "Reloj de cada servidor sincronizado por NTP",
      "`timedatectl` debe decir «System clock synchronized: yes», y la zona del servidor ser la esperada.",
    ],
  },
  {
    id: "rotacion",
    text: [
      "Rotación y conservación de las bitácoras",
      "Debian conserva 14 archivos diarios (`rotate 14` en `/etc/logrotate.d`): deben alcanzar hasta la entrega. Si no, subir el número o copiar las bitácoras cada día.",
    ],
  },
  {
    id: "disco",
    text: ["Espacio en disco para la noche", "`df -h`: como guía, un millón de solicitudes ocupa unos 300 MB de bitácora sin comprimir."],
  },
  {
    id: "monitor",
    text: ["Monitor en marcha y con avisos probados", "Ver las comprobaciones de la última hora y provocar un aviso de prueba."],
  },
  {
    id: "bitacora",
    text: [
      "La bitácora registra lo que debe",
      "Pedir la página y sus datos de resultados, y leer las últimas líneas: dirección, X-Forwarded-For, hora con su diferencia, estado, tiempo de respuesta y Cache-Control.",
    ],
  },
  {
    id: "incidencias",
    text: [
      "Registro de incidencias listo",
      "Plantilla incidencias.xlsx o incidencias.csv a la mano, con el renglón de ejemplo borrado, y quién anota en cada turno.",
    ],
  },
  {
    id: "contactos",
    text: ["Contactos del instituto, del proveedor y del personal de guardia", "Impresos: el correo puede fallar esa noche."],
  },
];

export const opening: Text = [
  "Al abrir: comprobar página, datos y registros",
  "La página y sus datos de resultados responden 200, la bitácora crece, el monitor marca en línea. Anotar la hora real de inicio.",
];
export const incidents: Text = [
  "Anotar cada incidencia cuando ocurre",
  "Hora de inicio y fin, qué se vio, causa si se conoce, impacto y medidas. Si no hubo ninguna, también se declara: `--statement-complete`.",
];
export const collect: Text = [
  "Reunir y resguardar las pruebas",
  "Copiar a otro equipo las bitácoras de todos los servidores y de la CDN antes de que la rotación las borre, con su huella (sha256sum), la exportación del monitor y el registro de incidencias cerrado.",
];
export function draft(id: string): Text {
  return [
    "Borrador de la memoria técnica revisado",
    `\`memoria report memoria-prep.log* --convocatoria ${id} --incidents incidencias.xlsx --monitor monitor.csv --statement-complete --texts textos.md\``,
  ];
}

export function cuts(every: string): Text {
  return [`Un corte nuevo cada ${every}`, "Publicar siempre el más reciente."];
}
export function delay(most: string): Text {
  return [`Retraso máximo de un corte: ${most}`, "Las bitácoras no lo miden: anotar los retrasos como incidencia."];
}
export function availability(target: string): Text {
  return [
    `Disponibilidad de ${target}`,
    "Se comprueba con las incidencias declaradas, la bitácora y el monitor; sin monitor, el silencio de la bitácora no prueba nada.",
  ];
}
export function measures(titles: readonly string[]): Text {
  return [`Registrar: ${titles.join("; ")}`, "Los ajustes de bitácora del kit registran lo necesario."];
}
export const lastCut: Text = ["Mantener publicado el último corte", "Con su fecha y hora."];
export const notBefore: Text = ["No publicar antes del inicio", "Por ningún medio, también en servidores de prueba con dirección pública."];

/** How a duty can be checked, by its id in the profiles. */
export const dutyChecks = {
  "cache-control":
    "Comprobar: `curl -sI https://SITIO/json/main.json | grep -i cache-control`. La bitácora del kit guarda la cabecera enviada en cada respuesta (cc=).",
  "secure-transport": "Comprobar: `curl -sI https://SITIO/` y la vigencia del certificado.",
  "cdn-purge": "Probar la purga con un archivo propio antes de la jornada.",
  "disk-space": "Comprobar con `df -h`.",
  "cut-time-shown": "Comprobar en teléfono y en computadora.",
  ntp: "Comprobar con `timedatectl`.",
} as const;

export function minimumDuration(text: string): string {
  return `Dice: ${text}.`;
}

export const unstated = {
  "window-start": [
    "Inicio de la publicación: no lo señala",
    "Confirmar la hora con el instituto; al hacer la memoria se declara con `--window-start`.",
  ],
  "window-end": [
    "Término de la publicación: no lo señala",
    "Al hacer la memoria se declara con `--window-end`, y la memoria dice que fue declarado.",
  ],
  "operation-start": ["Inicio de operación del PREP: no lo señala", "Confirmarlo con el instituto."],
  "operation-end": ["Fin de operación del PREP: no lo señala", "Confirmarlo con el instituto; de él dependen otros plazos."],
  "last-cut": ["Horas del último corte: no las señala", "Mantenerlo publicado mientras dure la publicación."],
  availability: ["Disponibilidad: no la señala", "La memoria la informa sin veredicto."],
  logs: ["Días de bitácoras por entregar: no los señala", "Conservarlas todas al menos hasta tener el acuse de la entrega."],
  tests: ["Pruebas y simulacros: no los señala", "Acordar una prueba con el instituto o hacer una propia antes de la jornada."],
  due: ["Fecha de entrega de la memoria: no la señala", "Confirmarla con el instituto; las bitácoras se conservan hasta tener el acuse."],
  voluntary: ["La convocatoria no pide memoria técnica", "La que se entregue es voluntaria y lo dice en la portada."],
} as const satisfies Readonly<Record<string, Text>>;
