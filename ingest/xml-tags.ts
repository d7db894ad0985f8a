// The tags of a machine-written XML text one by one, read once from left to right so that no input makes it slow; no DTD, no entities of its own.

/** An opening, closing or empty tag, without its namespace prefix, and the text since the tag before. */
export interface XmlTag {
  name: string;
  kind: "open" | "close" | "empty";
  attributes: string;
  /** Raw: entities are not resolved yet (see {@link unescapedXml}). */
  textBefore: string;
}

/** @throws RangeError where the text is no XML that a workbook may hold; the message is the offset. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = 0;
  let text = "";
  for (;;) {
    const start = xml.indexOf("<", at);
    if (start < 0) return;
    text += xml.slice(at, start);
    if (xml.startsWith("<![CDATA[", start)) {
      const end = closing(xml, "]]>", start);
      text += xml.slice(start + 9, end).replaceAll("&", "&amp;");
      at = end + 3;
    } else if (xml.startsWith("<!--", start)) at = closing(xml, "-->", start + 4) + 3;
    else if (xml.startsWith("<?", start)) at = closing(xml, "?>", start) + 2;
    else if (xml.startsWith("<!", start)) throw new RangeError(String(start));
    else {
      const end = tagEnd(xml, start);
      const tag = /^<(\/?)(?:[^\s:/>]*:)?([^\s/>]+)([\s\S]*?)(\/?)$/.exec(xml.slice(start, end));
      if (tag === null) throw new RangeError(String(start));
      const [, close, name = "", attributes = "", empty] = tag;
      yield { name, kind: close ? "close" : empty ? "empty" : "open", attributes, textBefore: text };
      text = "";
      at = end + 1;
    }
  }
}

/** The value of an attribute, whatever its prefix; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match === null ? null : unescapedXml(match[1] ?? match[2] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Text with the five entities of XML and character references resolved; another entity stays as it is written. */
export function unescapedXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}

function closing(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  if (end < 0) throw new RangeError(String(from));
  return end;
}

/** The `>` of a tag: one inside quotes does not count. */
function tagEnd(xml: string, start: number): number {
  let quote = "";
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml[at] ?? "";
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === ">") return at;
    else if (character === '"' || character === "'") quote = character;
  }
  throw new RangeError(String(start));
}
