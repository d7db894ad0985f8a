// The formats whose lines name a path and no method: known without loading the formats. The contract suite holds it true.
export const formatsWithoutMethod: readonly string[] = ["bunny"];
