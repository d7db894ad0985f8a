// The order of names on lists: as in a Spanish dictionary, numbers by their value, so that "Canal 5" stands before "Canal 13".

export const byName: (a: string, b: string) => number = new Intl.Collator("es", { numeric: true }).compare;
