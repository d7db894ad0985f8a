// Every word that the command line says by itself, in Spanish.

export const es = {
  help: `memoria: de bitácoras de acceso y registros de incidencias a la memoria técnica de un difusor oficial del PREP

  memoria report   BITÁCORA...  todo el trabajo: escribe memoria.pdf, memoria.html, analysis.json y anexos/ en --out CARPETA (./memoria)
  memoria ingest   BITÁCORA...  lee bitácoras hacia la entrega --delivery ID de un almacén y muestra el balance de líneas
  memoria analyze  [BITÁCORA...] las cifras, en tabla o con --json; sin bitácoras, de la entrega --delivery ID
                                con --explain CLAVE (traffic.visits, availability.results): definición, consulta e insumos de una cifra
  memoria ledger                el balance de líneas de la entrega --delivery ID
  memoria rejects  [ID_ARCHIVO] las líneas no reconocidas de la entrega --delivery ID, con archivo, línea y motivo; en CSV con --out ARCHIVO
  memoria undo     ID_ARCHIVO   retira un archivo de la entrega --delivery ID: las cifras quedan como si no se hubiera entregado
  memoria reparse  ID_ARCHIVO   vuelve a leer un archivo de la entrega --delivery ID en otro formato, --format NOMBRE
  memoria export   [BITÁCORA...] las tablas para otros programas: --format csv|arrow|parquet|json|xlsx --out CARPETA (./exportacion)
  memoria verify   CARPETA [BITÁCORA...] comprueba que una memoria sea la que se escribió, y que las bitácoras originales sean esas
  memoria formats  [BITÁCORA]   los formatos que se leen, o qué es un archivo y por qué
  memoria convocatorias [ID]    las convocatorias, con la cláusula de cada valor
  memoria kit      ID           para antes de la jornada: ajustes de bitácora, lista de control, calendario y plantillas, en --out CARPETA (./kit)
  memoria compare  ID|ARCHIVO... entregas o elecciones lado a lado (de --data, analysis.json o carpetas de memorias), su crecimiento y el
                                tamaño estimado de la siguiente: --margin FACTOR --capacity SOLICITUDES_POR_SEGUNDO (de un servidor)
                                --label NOMBRE --json --out ARCHIVO.csv, o --out CARPETA con
                                --format csv|arrow|parquet|xlsx|pdf
  memoria election CARPETA...   el informe de una elección (PDF y página) de las carpetas de sus memorias: --convocatoria ID
                                --receipts ARCHIVO.json (difusor, version, handedInAt, isLate y state de cada una)
                                --missing ARCHIVO.json (difusor e isOverdue de quienes no han entregado) --out CARPETA (./eleccion)
  memoria doctor                revisa todo el almacén de --data (o --delivery ID): qué está dañado, qué está a salvo y qué hacer; con --repair rehace
                                lo que se puede rehacer
  memoria backup                el almacén de --data en un solo archivo, --out ARCHIVO.tar, mientras otros trabajan en él
  memoria restore  ARCHIVO.tar  un respaldo, comprobado, en una carpeta vacía o nueva, --data CARPETA
  memoria schema                el JSON Schema de analysis.json
  memoria serve                 la aplicación web: --host 127.0.0.1 --port 8080 --origin https://DIRECCIÓN --behind-proxy --data CARPETA --memory 512MB --threads 2 (de cada trabajo)
  memoria sample                bitácoras de muestra: --lines N --seed S --scenario normal|outage|attack --out CARPETA

BITÁCORA: archivo (también .gz .zst .bz2 .xz .zip .tar), carpeta, patrón, o - para la entrada estándar.
Opciones de análisis: --convocatoria ID[@VERSIÓN]  --difusor NOMBRE  --incidents ARCHIVO  --statement-complete
  --exclusions ARCHIVO  --monitor ARCHIVO  --window-start HORA  --window-end HORA  --from HORA  --to HORA  --time-zone ZONA  --scope PATRÓN
  --internal RED  --trusted-proxy RED  --page PATRÓN  --not-page PATRÓN  --result-path RUTA  --texts ARCHIVO.md
  --geo ARCHIVO.mmdb  --pseudonym-key ARCHIVO (se crea si no existe)  --generated-at HORA  --originals (con report: adjunta las bitácoras)
  --baseline BITÁCORA (del portal, de días habituales; también en ingest)  --baseline-averages ARCHIVO (medida, promedio_diario, desde, hasta, fuente)
Opciones de lectura: --source NOMBRE  --role edge|origin  --format NOMBRE|'LogFormat'|'log_format'  --memory 512MB  --threads N
  --progress bar|lines|json|none  --max-rejected PROPORCIÓN  --accept-damaged  --leave-out PATRÓN (lo que no es bitácora en un archivo comprimido o carpeta)
  --strict  --data CARPETA  --delivery ID  --lang es|en
Códigos de salida: 0 hecho; 1 hecho, pero algo pide atención; 2 uso o entrada incorrectos; 70 falla del programa.`,
  unknownCommand: (name: string) => `«${name}» no es una orden de memoria. memoria --help las muestra.`,
  serve: {
    listening: (origin: string) => `Memoria atiende en ${origin} (Ctrl-C la detiene).`,
    firstLink: (link: string) => `Primera vez: quien administra abre su cuenta, una sola vez, en ${link}`,
    stopping: "Deteniendo: lo que estaba en proceso continuará al volver a iniciar.",
  },
  ledgerTitle: "Balance de líneas",
  ledgerColumns: ["id", "archivo", "formato", "fuente", "leídas", "solicitudes", "en blanco", "directivas", "no reconocidas", "repetidas"],
  total: "total",
  undone: (id: string, file: string) =>
    `Se retiró el archivo ${id}, ${file}: ninguna cifra lo cuenta. Sus bytes se conservan en el almacén como evidencia.`,
  leftOut: (name: string, bytes: string, reason: string) => `  no se leyó: ${name}${bytes === "" ? "" : ` (${bytes})`}: ${reason}`,
  leftOutReasons: {
    debris: "resto del sistema",
    hidden: "elemento oculto",
    link: "enlace o dispositivo",
    folder: "carpeta vacía",
    asked: "se indicó dejarlo fuera",
  },
  rejectedBy: (reason: string, count: string) => `  no reconocidas por ${reason}: ${count}`,
  figuresTitle: (period: string) => `Cifras del periodo: ${period}`,
  figures: {
    hits: "solicitudes",
    humanHits: "solicitudes de personas",
    bytes: "bytes enviados",
    pageViews: "páginas vistas",
    uniqueVisitors: "visitantes únicos (estimados)",
    visits: "visitas",
    duration: "tiempo de permanencia (media)",
    median: "tiempo de permanencia (mediana)",
    active: "tiempo activo (media)",
    peak: "minuto de mayor demanda",
    success: "solicitudes atendidas sin error del servidor",
  },
  availabilityTitle: "Disponibilidad",
  availabilityColumns: ["periodo", "fuente", "disponibilidad", "sin servicio", "permitido", "sin registro", "veredicto"],
  sources: { declared: "declarada por el difusor", log: "observada en la bitácora", monitor: "medida por monitor" },
  complianceTitle: "Cláusulas de la convocatoria (la evidencia de cada una, con --json)",
  compliancePress: (version: string) =>
    `Cláusulas de la versión «${version}» de la convocatoria, conocida por la prensa (la evidencia de cada una, con --json)`,
  complianceColumns: ["resultado", "cláusula", "requisito"],
  comparisonTitle: "Comparación con el promedio habitual del portal",
  comparisonColumns: ["medida", "habitual por día", "periodo por día", "razón", "habitual por hora", "periodo por hora", "razón"],
  measures: {
    visits: "visitas",
    pageViews: "páginas vistas",
    hits: "solicitudes",
    humanHits: "solicitudes de personas",
    uniqueVisitors: "visitantes únicos (estimados)",
  } as Record<string, string>,
  unknown: "no disponible",
  baselineTitle: "Bitácoras del promedio habitual del portal (no cuentan en las cifras del periodo)",
  explain: {
    period: "Periodo",
    everything: "todo lo cargado, o un dato que no es de un periodo",
    definitions: "Definiciones",
    rules: "Reglas, y desde cuándo se dice cada una",
    queries: "Consulta, como se ejecutó",
    noQuery: "Consulta: ninguna; el valor no se cuenta de las líneas.",
    rollups: "Tablas que lee, como se hicieron",
    with: "con",
    filled: "la llena el programa con los valores distintos que clasifica",
    inputs: "Insumos",
    inputNames: {
      files: "archivos",
      rules: "reglas y versiones",
      incidents: "incidencias",
      exclusions: "exclusiones",
      monitors: "monitores",
      convocatoria: "convocatoria",
      options: "límites de los periodos",
      places: "base de datos geográfica",
    },
  },
  warningsTitle: "Advertencias",
  windowHint: "Se declara con --window-start y --window-end.",
  kept: (file: string) => `Ya estaba y se conserva: ${file}`,
  written: (file: string) => `Escrito: ${file}`,
  objections: { title: "Lo que objetaría quien revise la memoria", none: "No se encontró nada que objetar." },
  verify: {
    head: (difusor: string, convocatoria: string, generatedAt: string) => `Memoria de ${difusor}${convocatoria}, elaborada ${generatedAt}`,
    columns: ["archivo", "resultado"],
    states: {
      same: "coincide",
      changed: "cambió",
      missing: "falta",
      withheld: "de acceso restringido; no se acompaña",
      unlisted: "no es de la memoria",
    },
    seals: {
      same: "imprime la huella de manifest.json",
      other: "no imprime la huella de este manifest.json",
      unreadable: "no es un PDF legible",
      missing: "falta",
    },
    pdfBytes: {
      same: "coincide con memoria.pdf y manifest.json",
      changed: "memoria.pdf o manifest.json cambió",
      unsealed: "falta: no se sabe si memoria.pdf cambió",
    },
    attachment: (name: string) => `adjunto del PDF: ${name}`,
    differs: "no es el archivo de la carpeta",
    original: { known: "es una de las bitácoras analizadas", unknown: "no es ninguna de las bitácoras analizadas" },
    manifestHash: (hash: string) => `SHA-256 de manifest.json: ${hash}`,
    pdfHash: (hash: string) => `SHA-256 de memoria.pdf:   ${hash}`,
    proven: "Todo coincide con lo que se escribió. El acuse de recibo debe llevar la huella de memoria.pdf.",
    notProven: "La memoria no es la que se escribió: arriba se indica qué difiere.",
  },
  tooManyRejected: (share: string) => `Las líneas no reconocidas son ${share}, más que el límite de --max-rejected.`,
  formatIs: (file: string, format: string, confidence: string, lines: string) =>
    `${file}: ${format} (${confidence} de ${lines} líneas de muestra)`,
  runnerUp: (format: string, share: string) => `  ${format}: lee ${share} de la muestra`,
  mixedWith: (format: string, share: string) => `  Formatos mezclados: ${share} de la muestra solo se lee como ${format}`,
  fault: "falla interna del programa; nada de lo entregado se perdió. (internal fault)",
  understands: (format: string, share: string) => `  ${format}: entiende ${share} de la primera línea que no reconoce`,
  formatColumns: ["formato", "descripción", "definido en"],
  reading: (file: string, done: number, files: number) => `leyendo ${file} (${done} de ${files})`,
};

/** Each text's place; whoever speaks another language fills the same. */
export type Words = typeof es;
