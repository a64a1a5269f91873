/** Text as it may stand in HTML, in an attribute's quotation marks or between tags. */
export function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\0", "\uFFFD");
}

export type Attributes = Readonly<Record<string, string | number | true | null>>;

const VOID = ["img", "link", "meta"];

/** An element as HTML. `true` is an attribute without a value, null none. `inside` is markup already. */
export function element(name: string, attributes: Attributes, inside = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${attribute(String(value))}"`))
    .join("");
  return `<${name}${written}>${VOID.includes(name) ? "" : `${inside}</${name}>`}`;
}
