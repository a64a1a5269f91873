import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "./language.ts";
import { type Value, valueName } from "./t.ts";

const PLAIN = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz";
const ACCENTED = "ÅåÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŤťÛûŴŵÝýŽž";
const MARK = "\uE001";

/** `en-XA`: accents on all letters, and a third longer. What stands on screen without accents came from no catalogue. */
export const accented: Language = {
  tag: "en-XA",
  dir: "ltr",
  say: (key, values) =>
    changed(key, values, (text) => (/[a-z]/i.test(text) ? longer(text.replace(/./gu, accent)) : text)),
};

/** `ar-XB`: every word as if it were of a language written from right to left. */
export const mirrored: Language = {
  tag: "ar-XB",
  dir: "rtl",
  say: (key, values) =>
    changed(key, values, (text) => text.replace(/\p{L}[\p{L}\p{M}’]*/gu, (word) => `\u202E${word}\u202C`)),
};

/** English, with `change` done to all that is neither a value nor `code`. */
function changed(key: string, values: readonly Value[], change: (text: string) => string): string {
  const named = Object.fromEntries(values.map((value, i) => [valueName(i), marked(value)]));
  const message = new IntlMessageFormat(key.split("\u0004").at(-1) ?? key, "en", undefined, { ignoreTag: true });
  const pieces = String(message.format(named)).split(new RegExp(`(${MARK}[^${MARK}]*${MARK}|\`[^\`]*\`)`, "u"));
  return pieces.map((piece, i) => (i % 2 === 1 ? piece.replaceAll(MARK, "") : change(piece))).join("");
}

function marked(value: Value): Value {
  return typeof value === "string" ? `${MARK}${value}${MARK}` : value;
}

function accent(letter: string): string {
  const at = PLAIN.indexOf(letter);
  return at < 0 ? letter : (ACCENTED[at] ?? letter);
}

/** German and its like are about a third longer than English. */
function longer(text: string): string {
  const words = text.trim().split(/\s+/).length;
  return `${text}${"~".repeat(Math.ceil(words / 3))}`;
}
