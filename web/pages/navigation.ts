// Where each role can go: the menu, and the page that it begins with.
import type { Role } from "../records/people.ts";

export interface Place {
  path: string;
  title: string;
}

export const menus: Readonly<Record<Role, readonly [Place, ...Place[]]>> = {
  difusor: [{ path: "/memorias", title: "Memorias técnicas" }],
  revisor: [{ path: "/tablero", title: "Tablero" }],
  planeador: [{ path: "/elecciones", title: "Elecciones" }],
  administrador: [
    { path: "/admin/personas", title: "Personas" },
    { path: "/admin/organizaciones", title: "Organizaciones" },
    { path: "/admin/convocatorias", title: "Convocatorias" },
    { path: "/admin/almacen", title: "Almacén" },
    { path: "/admin/auditoria", title: "Auditoría" },
  ],
};

/** The first page of a role. */
export function startOf(role: Role): string {
  return menus[role][0].path;
}
