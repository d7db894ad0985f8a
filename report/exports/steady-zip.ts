// A ZIP file without the time at which it was made: the same content is the same bytes.

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
/** The first of January 1980, 00:00: as early as a ZIP can say. */
const FIRST_DATE = 0x0021;

/** The same archive with every entry dated 1980-01-01. For archives without a comment, as the program itself makes them. */
export function steadyZip(archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) throw new RangeError("no directory at the end of the archive");
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError("a damaged directory in the archive");
    setFirstDate(view, at + 12);
    setFirstDate(view, view.getUint32(at + 42, true) + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

function setFirstDate(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, FIRST_DATE, true);
}
