import { IntlMessageFormat } from "intl-messageformat";
import { type Cases, formsOf, withForms } from "./cases.ts";
import type { Language } from "./language.ts";
import { type Value, valueName } from "./t.ts";

/** Messages by their keys: each an ICU message, or one in each case. */
export type Catalogue = Readonly<Record<string, string | Cases>>;

/**
 * A language that speaks from a catalogue.
 * @param onMissing hears each key that the catalogue lacks. The message is English then: the key itself.
 */
export function speaking(
  tag: string,
  catalogue: Catalogue,
  onMissing: (key: string) => void = () => undefined,
): Language {
  const ready = new Map<string, IntlMessageFormat>();
  const format = (message: string, values: Readonly<Record<string, Value>>): string => {
    const known = ready.get(message) ?? new IntlMessageFormat(message, tag, undefined, { ignoreTag: true });
    ready.set(message, known);
    return String(known.format(values));
  };
  const say = (key: string, given: readonly Value[]): string => {
    const values = inCases(given);
    const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (message === undefined || message === "") {
      onMissing(key);
      return format(key.split("\u0004").at(-1) ?? key, values);
    }
    if (typeof message === "string") return format(message, values);
    const { nom, acc, dat, gen } = message;
    return withForms({
      nom: format(nom, values),
      acc: format(acc, values),
      dat: format(dat, values),
      gen: format(gen, values),
    });
  };
  return { tag, dir: "ltr", say };
}

/** Values by name, and each text in its cases: `a`, `a_acc`, `a_dat`, `a_gen`. */
function inCases(given: readonly Value[]): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const [i, value] of given.entries()) {
    const name = valueName(i);
    if (typeof value === "number") {
      values[name] = value;
      continue;
    }
    const { nom, acc, dat, gen } = formsOf(value);
    Object.assign(values, { [name]: nom, [`${name}_acc`]: acc, [`${name}_dat`]: dat, [`${name}_gen`]: gen });
  }
  return values;
}
