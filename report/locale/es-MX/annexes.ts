// Names of the annexes, their contents and the headings of their columns.

export const title = "Anexos";
export const intro =
  "Los datos acompañan a este documento en archivos de valores separados por comas (CSV), que también van adjuntos al PDF salvo donde se indica. Las horas son las locales del periodo, con su desfase de UTC.";
export const caption = "Lista de anexos";
export const columns = { file: "Archivo", content: "Contenido", rows: "Renglones" } as const;

export const contents = {
  "por-hora.csv": "Demanda por hora: solicitudes, páginas vistas, visitas, visitantes, errores del servidor y datos transferidos",
  "por-dia.csv": "Demanda por día, con las mismas medidas",
  "entradas-y-salidas.csv": "Páginas de entrada y de salida de las visitas (100 de cada una a lo más)",
  "recorridos.csv": "Primeras páginas de las visitas, hasta tres (100 recorridos a lo más)",
  "respuestas.csv": "Solicitudes por código de estado, método, protocolo, conexión cifrada y resultado de la caché",
  "tiempos-de-respuesta.csv": "Tiempo de respuesta: mediana, percentiles y máximo, de todas las solicitudes y de las páginas vistas",
  "paginas.csv": "Páginas más visitadas (100 a lo más), con la ruta completa",
  "geografia-paises.csv": "Visitantes únicos y solicitudes por país",
  "geografia-estados.csv": "Visitantes únicos y solicitudes por estado",
  "geografia-ciudades.csv": "Visitantes únicos y solicitudes por ciudad",
  "navegadores-sistemas-equipos.csv": "Visitantes únicos y solicitudes de personas por navegador, sistema y equipo",
  "procedencia.csv": "Visitantes únicos y páginas vistas por sitio de procedencia",
  "incidencias.csv": "Incidencias declaradas, completas",
  "hallazgos.csv": "Hallazgos del análisis, con su recomendación, el umbral de su regla y las cifras en que se apoyan",
  "disponibilidad.csv": "Disponibilidad por fuente y periodo, con sus segundos",
  "clausulas.csv": "Cláusulas de la convocatoria, con su resultado, su evidencia y las cifras de ella",
  "fuentes.csv": "Fuentes de las bitácoras, su papel y la diferencia de sus relojes",
  "bitacoras.csv": "Archivos analizados, con su huella SHA-256",
  "balance-de-lineas.csv": "Líneas por archivo y clase",
  "archivos-no-leidos.csv": "Lo entregado dentro de archivos comprimidos que no se leyó, con su motivo",
} as const;

export const analysisContent = "El análisis completo en un solo archivo JSON, del que salen todas las cifras";
export const rejectsContent =
  "Líneas no reconocidas, con archivo, número de línea, motivo y texto, en el que las direcciones IP se reducen a su red. De acceso restringido: puede contener otros datos de personas. No se adjunta al PDF";

export const extractContent =
  "Muestra de las solicitudes, tomada a intervalos iguales de cada archivo; las direcciones IP se reducen a su red y las rutas van sin su consulta";
export const originalsContent =
  "Las bitácoras originales, byte por byte, con su huella en SHA256SUMS. De acceso restringido: contienen direcciones IP de personas. No se adjuntan al PDF";
export const workbookContent = "Las tablas anteriores en un libro de Excel, una hoja por tabla. No se adjunta al PDF";
export const parquetContent = "Las mismas tablas en formato Parquet, para su análisis con otros programas. No se adjuntan al PDF";
export const schemaContent = "La descripción formal de analysis.json (JSON Schema). No se adjunta al PDF";
export const manifestContent = "La huella SHA-256 de cada archivo de la memoria y de cada bitácora original";

export const sealTitle = "Huella de la memoria";
/** On the signature sheet, which says what it is. */
export const sealTitleSigned = "Huella de la memoria: SHA-256 de manifest.json";
export const sealIntro =
  "El archivo manifest.json contiene la huella SHA-256 de cada archivo que acompaña a este documento y de cada bitácora original. Su propia huella es la siguiente; memoria verify comprueba que todo coincida:";

export const headings = {
  hours: ["inicio", "solicitudes", "solicitudes_de_personas", "paginas_vistas", "visitas", "visitantes", "errores_5xx", "bytes"],
  days: ["dia", "solicitudes", "solicitudes_de_personas", "paginas_vistas", "visitas", "visitantes", "errores_5xx", "bytes"],
  entries: ["clase", "ruta", "visitas"],
  ways: ["primera", "segunda", "tercera", "visitas"],
  answers: ["clase", "valor", "solicitudes"],
  times: ["de", "solicitudes_con_tiempo", "mediana_s", "percentil_90_s", "percentil_95_s", "percentil_99_s", "maximo_s"],
  sources: [
    "fuente",
    "papel",
    "cuenta_en_el_trafico",
    "archivos",
    "solicitudes",
    "primera",
    "ultima",
    "reloj_de_referencia",
    "adelanto_s",
    "metodo",
    "comparadas",
    "acuerdo",
    "siguiente_acuerdo",
  ],
  pages: ["ruta", "paginas_vistas", "visitantes", "tiempo_medio_en_la_pagina_s"],
  countries: ["codigo", "pais", "visitantes", "solicitudes"],
  states: ["codigo", "estado", "visitantes", "solicitudes"],
  cities: ["pais", "estado", "ciudad", "visitantes", "solicitudes"],
  agents: ["clase", "nombre", "visitantes", "solicitudes_de_personas"],
  referrers: ["sitio_de_procedencia", "visitantes", "paginas_vistas"],
  incidents: [
    "id",
    "inicio",
    "fin",
    "duracion_s",
    "tipo",
    "efecto",
    "peso",
    "descripcion",
    "causa_raiz",
    "impacto",
    "medidas",
    "componente",
    "fuente",
  ],
  findings: ["id", "gravedad", "hallazgo", "recomendacion", "umbral", "evidencia"],
  availability: [
    "fuente",
    "fuente_o_punto_de_monitor",
    "periodo",
    "duracion_s",
    "sin_servicio_s",
    "sin_servicio_ponderado_s",
    "sin_registro_s",
    "excluido_s",
    "cobertura",
    "disponibilidad",
    "disponibilidad_ponderada",
    "permitido_s",
    "interrupciones",
    "tiempo_medio_de_restablecimiento_s",
    "tiempo_medio_entre_interrupciones_s",
    "veredicto",
  ],
  clauses: ["id", "clausula", "requisito", "resultado", "evidencia", "version", "estado_de_la_version", "periodo", "fuente", "cifras"],
  files: ["archivo", "sha256", "bytes", "formato", "fuente", "papel", "primera", "ultima", "lineas"],
  ledger: ["archivo", "leidas", "solicitudes", "en_blanco", "directivas", "no_reconocidas", "repetidas"],
  leftOut: ["archivo_comprimido", "nombre", "bytes", "sha256", "motivo", "sha256_del_archivo_comprimido"],
  rejects: ["archivo", "linea", "motivo", "texto"],
  extract: ["archivo", "linea", "hora", "direccion", "metodo", "ruta", "protocolo", "estado", "bytes", "procedencia", "navegador"],
} as const;

export const wayClasses = { entry: "entrada", exit: "salida" } as const;
export const answerClasses = {
  statuses: "código de estado",
  methods: "método",
  protocols: "protocolo",
  secure: "conexión",
  cache: "caché",
} as const;
export const secureNames = { tls: "cifrada", plain: "sin cifrar", unknown: "no registrado" } as const;
export const cacheNames = { hit: "atendida por la caché", miss: "no atendida por la caché" } as const;
export const timeSets = { all: "todas las solicitudes", pages: "páginas vistas" } as const;
export const clockMethods = { "shared-requests": "solicitudes en ambas fuentes", "demand-shape": "forma de la demanda" } as const;
export const yesNo = { yes: "sí", no: "no" } as const;

export const agentClasses = { browsers: "navegador", systems: "sistema", devices: "equipo" } as const;

/** Titles of the series that charts are drawn from. */
export const seriesTitles = {
  demand: "Demanda por hora: solicitudes y errores del servidor",
  spans: "Incidencias declaradas e interrupciones observadas",
  states: "Lo que cada fuente dice de cada momento del periodo",
} as const;
