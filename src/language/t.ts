import { type Language, source } from "./language.ts";

let active: Language = source;

/** What may stand in a message: a text, or a number, which is written as it is (`2026`, not `2,026`). */
export type Value = string | number;

/**
 * A message, in the language of the page. In the code it stands in English, which is its key in the catalogues:
 * `` t`${who} opens ${what}` `` is looked up as `{a} opens {b}`.
 */
export function t(parts: TemplateStringsArray, ...values: readonly Value[]): string {
  return active.say === null ? joined(parts, values) : active.say(keyOf(parts), values);
}

/**
 * As `t`, where the same English words mean different things: `` about("a button")`open` ``.
 * @param context says to translators which is meant; it is part of the key.
 */
export function about(context: string): typeof t {
  return (parts, ...values) =>
    active.say === null ? joined(parts, values) : active.say(`${context}${CONTEXT_END}${keyOf(parts)}`, values);
}

/** The forms that English has of a counted thing; `#` stands for the number. Other languages may have more. */
export type Forms = Readonly<{ one: string; other: string }>;

/** A counted thing: `plural(3, { one: "# step", other: "# steps" })` is `3 steps`. An ICU plural in the catalogues. */
export function plural(count: number, forms: Forms): string {
  if (active.say !== null) return active.say(pluralKey(forms), [count]);
  // Four digits stand together, as they do in every other sentence.
  return (count === 1 ? forms.one : forms.other).replaceAll("#", count.toLocaleString("en", { useGrouping: "min2" }));
}

/** A text in quotation marks, as the language has them. */
export function inQuotes(text: string): string {
  return t`“${text}”`;
}

/** A number as the language writes it: `1,008`, `1.008`. */
export function numeral(value: number): string {
  return value.toLocaleString(active.tag);
}

/** The day of a moment in ISO 8601, in UTC: `2 June`. */
export function dayText(iso: string): string {
  const tag = active.say === null ? "en-GB" : active.tag;
  return new Date(iso).toLocaleDateString(tag, { day: "numeric", month: "long", timeZone: "UTC" });
}

/** A text that begins a sentence, as it stands within one: English writes it small, and other languages keep what they wrote. */
export function withinSentence(text: string): string {
  return active.say === null ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** What stands between two or more, as the language lists them: `a, b and c`. */
export function listed(items: readonly string[]): string {
  return active.say === null ? inEnglish(items) : new Intl.ListFormat(active.tag).format(items);
}

/** The language in which `t` speaks. */
export function language(): Language {
  return active;
}

/** Chooses the language. To be called before anything is imported that has messages: many are made on loading. */
export function speak(chosen: Language): void {
  active = chosen;
}

/** Between a context and the message of a key. */
export const CONTEXT_END = "\u0004";

/** The key of a message: its English as an ICU message, its values named a, b, c. */
export function keyOf(parts: readonly string[]): string {
  return parts.map((part, i) => (i === 0 ? icu(part) : `{${valueName(i - 1)}}${icu(part)}`)).join("");
}

/** The key of a counted thing. */
export function pluralKey({ one, other }: Forms): string {
  return `{a, plural, one {${icu(one)}} other {${icu(other)}}}`;
}

/** The name of a message's value by its place: a, b, c. */
export function valueName(place: number): string {
  return String.fromCharCode(97 + place);
}

/** What means something in ICU messages is quoted; an apostrophe that quotes nothing may stand alone. */
function icu(text: string): string {
  return text.replaceAll("'", "''").replace(/[{}]+/g, (braces) => `'${braces}'`);
}

function joined(parts: readonly string[], values: readonly Value[]): string {
  return parts.map((part, i) => (i === 0 ? part : `${values[i - 1]}${part}`)).join("");
}

function inEnglish(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** What a text looks like that was written elsewhere, in English: in a recording, by the judge. */
export type Pattern = Readonly<{ key: string; form: RegExp }>;

/** A text that may be met, its values any: `` pattern`a path to ${any}` ``. A message of the catalogues like any other. */
export function pattern(parts: TemplateStringsArray, ..._values: readonly (typeof any)[]): Pattern {
  const form = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+?)");
  return { key: keyOf(parts), form: new RegExp(`^${form}$`, "u") };
}

/** Any value of a pattern. */
export const any = "";

/** Such a text in the language of the page: as it is where no pattern fits, and in English. */
export function translated(text: string, patterns: readonly Pattern[]): string {
  if (active.say === null) return text;
  for (const { key, form } of patterns) {
    const found = form.exec(text);
    if (found !== null) return active.say(key, found.slice(1));
  }
  return text;
}
