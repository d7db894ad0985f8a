// The texts that a difusor writes: sections, the small Markdown, and clear errors.
import { describe, expect, test } from "vitest";
import { UserError } from "../../ingest/errors.ts";
import { markdownBlocks, parseTexts } from "../../report/markdown.ts";

describe("sections of a file", () => {
  test("are opened by their headings, accents and case aside", () => {
    const { sections } = parseTexts("\uFEFF\n# Análisis\nUno.\r\n\r\n# CONCLUSIONES\nDos.\n## Dentro\nTres.\n", "textos.md");
    expect(sections).toEqual({ analisis: "Uno.\n\n", conclusiones: "Dos.\n## Dentro\nTres.\n\n" });
  });

  test.each([
    ["Hola\n# analisis\n", "línea 1"],
    ["# analisis\nx\n# otro\n", "línea 3"],
    ["# analisis\n# analisis\n", "línea 2"],
  ])("a wrong file names its line", (text, place) => {
    try {
      parseTexts(text, "textos.md");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError<"texts-invalid">).facts).toMatchObject({ file: "textos.md", place });
    }
  });
});

describe("registration data", () => {
  test("come field by field, in the order of the form, however they were written", () => {
    const { registration, sections } = parseTexts(
      "# Registro\n- **Telefono:** 443 555 0100\nMEDIO: Radio <Uno>\nPersonal técnico: Ana, redes\nPersonal tecnico: Luis, web\n\n# analisis\nx\n",
      "textos.md",
    );
    expect(registration).toEqual([
      { key: "medio", text: "Radio <Uno>" },
      { key: "teléfono", text: "443 555 0100" },
      { key: "personal técnico", text: "Ana, redes; Luis, web" },
    ]);
    expect(sections).toEqual({ analisis: "x\n\n" });
  });

  test.each([
    ["# registro\nMedio: x\nFax: 1\n", "línea 3"],
    ["# analisis\nx\n# registro\n\nCorreo: no es correo\n", "línea 5"],
    ["# registro\nMedio:\n", "línea 2"],
    ["# registro\nSitio oficial: javascript:alert(1)\n", "línea 2"],
  ])("a field that cannot be read names its line", (text, place) => {
    try {
      parseTexts(text, "textos.md");
      expect.unreachable();
    } catch (error) {
      expect((error as UserError<"texts-invalid">).facts).toMatchObject({ file: "textos.md", place });
    }
  });
});

describe("Markdown", () => {
  test("paragraphs, lists, headings and emphasis become blocks", () => {
    const blocks = markdownBlocks("Uno *dos* **tres**\nsigue `ruta`.\n- a\n- b\n  más\n\n1. x\n2. y\n### Título\nFin.", "t");
    expect(blocks.map((block) => block.kind)).toEqual(["paragraph", "list", "list", "heading", "paragraph"]);
    expect(blocks[0]).toEqual({
      kind: "paragraph",
      text: [
        { text: "Uno ", style: "plain" },
        { text: "dos", style: "emphasis" },
        { text: " ", style: "plain" },
        { text: "tres", style: "strong" },
        { text: " sigue ", style: "plain" },
        { text: "ruta", style: "code" },
        { text: ".", style: "plain" },
      ],
    });
    expect(blocks[1]).toMatchObject({ ordered: false, items: [[{ text: "a" }], [{ text: "b más" }]] });
    expect(blocks[2]).toMatchObject({ ordered: true });
  });

  test("what is not in the subset stays text, made printable", () => {
    const [block] = markdownBlocks("<b>x</b> ![i](http://a) \u001b[1m", "t");
    expect(block).toEqual({ kind: "paragraph", text: [{ text: "<b>x</b> ![i](http://a) \\u{1b}[1m", style: "plain" }] });
  });
});
