/** Text as it may stand in SVG, between tags and in attributes. */
export function escaped(text: string): string {
  // What XML cannot hold at all is left out: one such character, and the picture would not load.
  const plain = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A number with at most one digit after the point. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A tag; numbers are shortened, what is null is left out. */
export function tag(name: string, attributes: Readonly<Record<string, string | number | null>>, inside = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : escaped(value ?? "")}"`)
    .join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

export type Writing = Readonly<{ size: number; bold?: boolean }>;

/** About how wide a text is: whoever looks has a font of their own, so as much as the widest in use need. */
export function widthOf(text: string, { size, bold = false }: Writing): number {
  let ems = 0;
  for (const letter of text) ems += emsOf(letter);
  return ems * size * (bold ? 1.22 : 1.12);
}

function emsOf(letter: string): number {
  if (/[\u1100-\u9FFF\uAC00-\uD7A3\uFF00-\uFF60]/.test(letter)) return 1;
  if (/[ijl.,:;'’‘|!()[\]·]/.test(letter)) return 0.29;
  if (/[ ftrI“”"-]/.test(letter)) return 0.36;
  if (/[mwMW@%…—]/.test(letter)) return 0.88;
  if (/[A-Z&]/.test(letter)) return 0.68;
  return 0.57;
}

/** A text in at most so many lines of this width; what doesn't fit ends in an ellipsis. */
export function lines(text: string, width: number, most: number, writing: Writing): readonly string[] {
  const found: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || widthOf(longer, writing) <= width) line = longer;
    else {
      found.push(line);
      line = word;
    }
  }
  found.push(line);
  const shown = found.slice(0, most);
  if (found.length > most) shown.push(`${shown.pop() ?? ""}…`);
  return shown.map((one) => fitted(one, width, writing));
}

/** A line cut to a width. */
export function fitted(text: string, width: number, writing: Writing): string {
  if (widthOf(text, writing) <= width) return text;
  const letters = [...text.replace(/…$/, "")];
  while (letters.length > 1 && widthOf(`${letters.join("")}…`, writing) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
