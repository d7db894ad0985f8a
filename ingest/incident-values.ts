// What may stand in two columns of an incident table: known without the readers of tables.

/** Values of `tipo` and `efecto`, as people write them. */
export const INCIDENT_TYPES = ["interrupcion", "falla-pagina", "conectividad", "ataque", "otro"] as const;
export const INCIDENT_EFFECTS = ["caida", "degradacion", "ninguno"] as const;
