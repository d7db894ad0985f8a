// The definitions that every memoria prints, true to what the analysis does.

export interface MethodParameters {
  visitGap: string;
  target: string | null;
}

type Entry = [term: string, text: string];

export const lines: Entry[] = [
  [
    "Clase de una línea",
    "Cada línea termina en una sola: solicitud; en blanco; directiva (empieza con #); no reconocida (no corresponde al formato; se conserva con archivo, número, motivo y texto), o repetida. En un archivo que es una sola lista JSON, cada registro cuenta como una línea.",
  ],
  [
    "Línea repetida",
    "Un archivo con los mismos bytes cuenta una vez. Cuando dos archivos de una fuente se traslapan más de un segundo, cada línea distinta cuenta tantas veces como en el archivo que más la contiene; las repeticiones propias de un archivo se conservan.",
  ],
  [
    "Fuente y papel",
    "Una fuente es un servidor o red de distribución, frente al público o de origen. Si hay fuentes frente al público, el tráfico y los visitantes se toman solo de ellas; las del mismo papel se suman.",
  ],
  [
    "Reloj de una fuente",
    "Con varias fuentes, el de cada una se compara con el de la que más solicitudes tiene: por las que registran ambas (mismo cliente y ruta, una sola vez en cada una), si al menos la mitad tiene la misma diferencia y ninguna otra llega a la tercera parte; si no, por la forma de su demanda cada 5 minutos, que solo distingue horas enteras y exige una correlación de 0.8 que deje sin explicar a lo más la mitad de lo que deja cualquier otra hora. Donde nada es claro no se dice. Las horas no se corrigen.",
  ],
  ["Alcance", "Solicitudes que son del PREP. Sin reglas de alcance lo son todas; las ajenas se cuentan aparte."],
  [
    "Periodo",
    "Incluye su inicio y no su final. Días y horas son locales. El balance de líneas es de todo lo cargado; las demás cifras son del periodo que se informa.",
  ],
];

export const hits: Entry[] = [
  [
    "Solicitud",
    "Cada petición válida registrada en la bitácora de acceso, de cualquier método y estado. Las que están en el alcance tienen una sola clase, decidida en el orden siguiente.",
  ],
  ["Propia del difusor", "La que proviene de las direcciones del difusor indicadas en la entrega, como sus sondas. Se cuenta aparte."],
  [
    "Automatizada",
    "La que hace un programa: su navegador figura en la lista de isbot, o se registró vacío o con guion. Donde el formato no registra el navegador, ninguna se reconoce como automatizada y el visitante es solo la dirección IP.",
  ],
  [
    "Actualización automática",
    "Solicitud, de cualquier método y estado, de los datos con que la página se renueva sola: rutas que terminan en .json o que están bajo /json/, en mayúsculas o minúsculas, o que son la ruta de los resultados. No cuenta como página vista.",
  ],
  [
    "Página vista",
    "Solicitud GET con estado 200 a 299 o 304, cuya ruta es de página: sin extensión, o con extensión html, htm, php, asp, aspx, jsp o xhtml. Una extensión tiene de 1 a 8 letras o cifras. Las reglas propias de la entrega, si las hay, prevalecen y están en la tabla de parámetros. Donde el formato no registra el método, no se exige.",
  ],
  [
    "Recurso",
    "Solicitud GET con estado 200 a 299 o 304 de cualquier otra ruta: imágenes, estilos, programas y similares; también los nombres que empiezan con punto.",
  ],
  [
    "Tiempo de respuesta, caché y conexión cifrada",
    "De todas las solicitudes en el alcance cuya bitácora los registra. El percentil 95 es el menor tiempo que no rebasan al menos 95 de cada 100 de ellas (rango más cercano, sin interpolar). La caché atendió lo que se registró como acierto, también si era una copia vencida o revalidada. La conexión fue cifrada según el esquema o, si no consta, el puerto 443.",
  ],
  ["Otra", "Toda otra solicitud de personas: redirecciones, errores y otros métodos."],
  ["Solicitudes de personas", "Páginas vistas, actualizaciones automáticas, recursos y otras. Se muestran junto al total de solicitudes."],
  [
    "Qué cuenta cada lista",
    "Visitantes únicos, siempre con página vista en el periodo. Junto a ellos: todas las solicitudes por país, estado y ciudad; las de personas por navegador, sistema y equipo; páginas vistas por sitio de procedencia. Las direcciones IP distintas, los máximos, los datos transferidos y las clases de estado son de todas las solicitudes en el alcance.",
  ],
];

export function visits({ visitGap }: MethodParameters): Entry[] {
  return [
    [
      "Dirección IP del cliente",
      "La que registra el servidor. Si la entrega indica intermediarios de confianza y la conexión viene de uno, la de X-Forwarded-For que está más a la derecha y no es de ellos; lo escrito a la izquierda de un dato ilegible no se toma en cuenta.",
    ],
    [
      "Visitante único (estimado)",
      "Combinación distinta de dirección IP y navegador con al menos una página vista en el periodo; se calcula sobre el periodo completo y no como suma de horas o días. Es una estimación: varias personas pueden compartir una dirección y una persona puede usar varias.",
    ],
    [
      "Visita",
      `Páginas vistas de un mismo visitante, cada una a no más de ${visitGap} de la anterior (criterio de JICWEBS y ABC). Se forma con todo lo cargado, no se corta a medianoche y pertenece al periodo en que comienza; las páginas por visita son las de esas visitas.`,
    ],
    ["Visita de una sola página", "La que tiene exactamente una página vista; su duración no puede medirse."],
    [
      "Tiempo de permanencia",
      "De la primera a la última página vista, en promedio sobre las visitas de dos o más (medibles). A su lado se muestran la mediana, la parte de visitas de una sola página y la media con estas como 0.",
    ],
    [
      "Tiempo activo",
      "De la primera a la última solicitud de personas de una sesión, con la misma pausa máxima y dos o más solicitudes; no requiere página vista. Como la página del PREP se actualiza sola, registra a quien permanece leyendo. Las sesiones de más de 12 horas se señalan y no se excluyen.",
    ],
    [
      "Tiempo en la página",
      "De una página vista a la siguiente de la visita; en la última no se conoce. Las de igual hora se ordenan por ruta.",
    ],
    [
      "Página de entrada, página de salida y recorrido",
      "La primera y la última página vista de una visita, y sus primeras páginas, hasta tres, sin las recargas de la misma. Son de las visitas que comienzan en el periodo.",
    ],
    [
      "Minuto y hora de mayor demanda",
      "Los de más solicitudes, incluidas las automatizadas, en hora local; de varios iguales, el primero. El minuto con más datos es el de más bytes de respuesta, sin encabezados ni cifrado; cada descarga cuenta entera en el minuto de su línea.",
    ],
    ["Orden de las listas", "De mayor a menor por su primera cifra; a igualdad, por la segunda y por el nombre."],
  ];
}

export function availability({ target }: MethodParameters): Entry[] {
  const allowed =
    target === null
      ? "No hay meta fijada, por lo que no se emite veredicto."
      : `Con la meta de ${target}, el tiempo permitido sin servicio es (1 − ${target}) × (T − E). Incumple si el tiempo sin servicio rebasa lo permitido; cumple si este más el tiempo sin registro no lo rebasan; en otro caso no es verificable.`;
  return [
    [
      "Disponibilidad",
      "1 − D ÷ (T − E), donde T es la duración del periodo, E el tiempo excluido con motivo y aprobación, y D el tiempo sin servicio fuera de E. El tiempo sin registro no resta, por lo que la cifra se lee junto con la cobertura. Se compara sin redondear y se imprime truncada.",
    ],
    [
      "Declarada por el difusor",
      "Cuenta completas las incidencias con efecto de caída. Las degradaciones cuentan por su peso, en una segunda cifra; donde se traslapan vale la mayor, y sin peso no cuentan. Sin hora de término, una incidencia llega al final del periodo. Solo cubre el periodo si el difusor declara bajo firma que la lista está completa.",
    ],
    [
      "Observada en la bitácora",
      "Por minutos, con todas las solicitudes en el alcance. Sin servicio: el minuto con 20 o más solicitudes y al menos la mitad con error del servidor (5xx). Sin registro: el lapso sin solicitudes cuyos 15 minutos anteriores y 15 posteriores promedian, juntos, 20 o más por minuto. Los demás minutos, incluido el silencio en horas de poca demanda, cuentan con servicio. Los errores 4xx no son interrupciones.",
    ],
    [
      "Cobertura de la bitácora",
      "Del primer al último minuto de cada archivo, uniendo huecos de hasta 5 minutos. Donde una fuente pasa más de 30 días sin una sola solicitud no hay cobertura: una solicitud aislada de otra fecha cubre solo su minuto. Fuera de ella no hay registro.",
    ],
    [
      "Medida por monitor",
      "Cada comprobación vale hasta la siguiente y a lo más cinco minutos; después no hay registro. Un estado que el monitor entrega con su final vale hasta él. Lo pendiente, en pausa o en mantenimiento queda sin registro. Con varios puntos de monitor, el servicio está disponible cuando alguno lo ve y caído cuando alguno lo ve caído y ninguno disponible; cada uno se muestra también por separado. Un registro que omite las comprobaciones fallidas solo cuenta donde ningún otro dice algo.",
    ],
    [
      "Diferencias entre las fuentes",
      "Caídas declaradas sin rastro en la bitácora o en el monitor, observadas y no declaradas, o cuya duración difiere en más de 2 minutos (5 con el monitor, que puede no ver una caída de hasta 5 minutos); también, bitácora y monitor que difieren en más de 5 minutos. Solo se compara lo que ambas fuentes cubren; lo observado dentro de una degradación declarada no es una diferencia.",
    ],
    ["Veredicto", allowed],
    [
      "Tiempo medio de restablecimiento y entre interrupciones",
      "El primero es la suma de D dividida entre el número de interrupciones del periodo (las que se traslapan son una; una excluida por completo no cuenta). El segundo es el tiempo que consta con servicio, T − E − D menos el tiempo sin registro, dividido entre ese número; con ninguna o una sola no hay nada entre ellas y no está disponible, como tampoco donde no se sabe cuánto tiempo queda sin registro.",
    ],
    ["Solicitudes sin error del servidor", "1 − errores 5xx ÷ solicitudes con código de estado reconocible (100 a 599)."],
  ];
}

export const comparison: Entry[] = [
  [
    "Promedio habitual del portal",
    "Total dividido entre los días cubiertos (segundos cubiertos ÷ 86,400), con bitácoras anteriores, solicitudes del portal ajenas al PREP o promedios declarados. Se compara con la etapa de jornada y resultados o, si no está fijada, con el periodo de publicación. Lo que de las bitácoras anteriores coincide con uno u otro se deja fuera.",
  ],
  [
    "Comparación por hora",
    "Cada hora cubierta del periodo se compara con la media de las horas del mismo día de la semana y la misma hora local, donde el promedio las cubre al menos una hora en total (con huecos de hasta 5 minutos); las demás, con la media simple por hora. Los visitantes únicos se comparan solo por días naturales cubiertos completos.",
  ],
];

export const places: Entry[] = [
  [
    "Lugar",
    "País, estado y ciudad que una base de datos geográfica atribuye a la dirección IP; los no identificados y las redes privadas son renglones propios. Es una aproximación: las direcciones de telefonía móvil suelen figurar en la ciudad de la empresa.",
  ],
  [
    "Privacidad",
    "Los lugares se buscan primero y las direcciones se ocultan después: este documento y sus anexos no muestran direcciones IP completas de visitantes, sino a lo más su red (los primeros 24 bits en IPv4, los primeros 48 en IPv6) y, si la entrega tiene llave secreta, un seudónimo HMAC-SHA-256 que sin ella no se puede deshacer. Las bitácoras originales y el anexo de líneas no reconocidas son de acceso restringido.",
  ],
];
