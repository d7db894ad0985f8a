// The calls (convocatorias) that deliveries answer.
import { type Convocatoria, listConvocatorias, loadConvocatoria } from "../../analysis/index.ts";

/** The call of a reference `ID` or `ID@VERSION`. Throws UserError `convocatoria-unknown`. */
export function callOf(reference: string): Convocatoria {
  return loadConvocatoria(reference);
}

/** Every call in its latest official version, or its last where none is. */
export function knownCalls(): Convocatoria[] {
  return listConvocatorias().flatMap(({ versions, latestOfficial }) => {
    const found = versions.find(({ version }) => version === latestOfficial) ?? versions.at(-1);
    return found ? [found] : [];
  });
}

export function referenceOf({ id, version }: Pick<Convocatoria, "id" | "version">): string {
  return `${id}@${version}`;
}
