// Where a version is offered together with the logs that it was made from, to its difusor and to the institute.
import { printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { lastDiffering } from "../deeds/originals.ts";
import type { Version } from "../records/versions.ts";
import type { Services } from "../services.ts";

/** `zip`: the address of the version's archive. */
export function originalsPart(services: Services, version: Version, zip: string): Markup {
  const differing = lastDiffering(services, version);
  return html`${
    differing &&
    html`<p class="note attention">La última descarga con bitácoras se interrumpió: «${printable(differing.name)}» ya no es la que se entregó. Quien administra el servidor puede restaurarla del respaldo.</p>`
  }<p><a href="${zip}?originales=1">Descargar todo con las bitácoras originales (.zip)</a></p>
<p class="hint">Son de acceso restringido, pues contienen direcciones IP: la descarga queda en el registro de auditoría. Cada una se comprueba con su huella SHA-256 mientras se envía. Ya descomprimido, la orden <code>memoria verify memoria bitacoras-originales</code> comprueba el conjunto.</p>`;
}
