// Names and texts as long as people make them: a page that holds them holds the usual ones too.
import type { IncidentFields } from "../../web/records/incidents.ts";

/** 120 letters. */
export const longOrganisation =
  "Sistema Michoacano de Radio y Televisión Universitaria, Cultural y Comunitaria de la Tierra Caliente y del Oriente, A. C.".slice(0, 120);

/** 200 letters, and not one place to break them. */
export const longFileName = `access_log-produccion-${"servidorwebprincipal".repeat(9)}`.slice(0, 196).concat(".log");

const sentence = "El enrutador del centro de datos perdió la sesión BGP con el proveedor y se cambió al enlace de respaldo a mano. ";
const address = `https://monitor.example.mx/alertas/${"a1b2c3d4".repeat(30)}`;

/** 4,000 letters, one address among them that cannot be broken. */
export const longIncident: IncidentFields = {
  inicio: "2024-12-09T05:10:00-06:00",
  fin: "2024-12-09T06:05:30-06:00",
  tipo: "conectividad",
  descripcion: `${address} ${sentence.repeat(40)}`.slice(0, 4000),
  causa_raiz: "Corte de fibra del proveedor",
  impacto: "La página respondió con lentitud",
  medidas: "Cambio al enlace de respaldo",
  efecto: "degradacion",
  peso: "0.5",
};
