// The Cache-Control header of the polled file: not in standard logs, but an answer out of a cache speaks against it.
import { countOf, printable } from "../wording.ts";
import type { PolledCaching } from "./answers.ts";
import { type Check, checked, type Requirement } from "./clause.ts";

export function checkCacheControl(requirement: Requirement, caching: PolledCaching, resultPath: string): Check {
  const { served, recorded, fromCache, notModified } = caching;
  const figures = { served, cacheRecorded: recorded, fromCache, notModified };
  const outcome = { figures, period: "window", source: "log" } as const;
  const file = printable(resultPath);
  // With no-store nobody holds a copy to ask about; yet a program may ask so by itself.
  const copies =
    notModified === 0 ? "" : ` Además, ${countOf(notModified, "respuesta fue", "respuestas fueron")} 304, de quien ya tenía una copia.`;
  if (fromCache > 0) {
    const evidence = `${countOf(fromCache, "respuesta", "respuestas")} de ${file}, de ${countOf(recorded, "que registra", "que registran")} la caché, ${fromCache === 1 ? "salió" : "salieron"} de ella, lo que contradice no-store.${copies} Lo confirma quien revisa.`;
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  const told =
    recorded > 0
      ? `Ninguna de las ${countOf(recorded, "respuesta", "respuestas")} de ${file} con dato de la caché salió de ella, pero eso no muestra el encabezado.`
      : "La bitácora no registra los encabezados de la respuesta.";
  const evidence = `${told}${copies} Lo mostraría una bitácora con %{Cache-Control}o (Apache) o $sent_http_cache_control (nginx), o una captura fechada de la respuesta.`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}
