// The Cache-Control header of the polled file: where the log holds it, it decides; else an answer out of a cache speaks against it.
import { countOf, printable } from "../wording.ts";
import type { PolledCaching } from "./answers.ts";
import { type Check, checked, type Requirement } from "./clause.ts";

export function checkCacheControl(requirement: Requirement, caching: PolledCaching, resultPath: string): Check {
  const { served, recorded, fromCache, notModified, headersKnown, headersKept } = caching;
  const figures = { served, cacheRecorded: recorded, fromCache, notModified, headersKnown, headersKept };
  const outcome = { figures, period: "window", source: "log" } as const;
  const file = printable(resultPath);
  const without = headersKnown - headersKept;
  if (without > 0) {
    const evidence = `${countOf(without, "respuesta", "respuestas")} de ${file}, de ${countOf(headersKnown, "cuyo encabezado registra", "cuyo encabezado registra")} la bitácora, ${without === 1 ? "se envió" : "se enviaron"} sin no-cache, no-store y must-revalidate juntos.`;
    return checked(requirement, { ...outcome, verdict: "incumple", evidence });
  }
  if (headersKnown > 0 && headersKnown >= served && fromCache === 0) {
    const evidence = `La bitácora registra el encabezado de las ${countOf(headersKnown, "respuesta", "respuestas")} de ${file}, y todas llevan no-cache, no-store y must-revalidate.`;
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
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
