// English of what the command line and the analysis tell of how they are used.
import type { Details } from "../details.ts";

export const usageDetails: Details = {
  "memoria backup --out ARCHIVO.tar": "memoria backup --out FILE.tar",
  "memoria restore ARCHIVO.tar --data CARPETA": "memoria restore FILE.tar --data FOLDER",
  "--{} VALOR": "--{} VALUE",
  "{} VALOR": "{} VALUE",
  "sin accesos no hay periodo: indique --from y --to, o la ventana con --window-start y --window-end":
    "without requests there is no period: give --from and --to, or the window with --window-start and --window-end",
  "La memoria técnica cambió mientras se preparaba.": "The memoria técnica changed while it was prepared.",
};
