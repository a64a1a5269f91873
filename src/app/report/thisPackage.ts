import * as v from "valibot";
import type { Package } from "./types.ts";

const schema = v.pipe(
  v.string(),
  v.regex(/^(scorm12|scorm2004|cmi5) [1-5] [01](\.\d{1,4})?$/),
  v.transform((text) => text.split(" ")),
  v.tuple([
    v.picklist(["scorm12", "scorm2004", "cmi5"]),
    v.pipe(v.string(), v.toNumber(), v.picklist([1, 2, 3, 4, 5])),
    v.pipe(v.string(), v.toNumber(), v.maxValue(1)),
  ]),
);

/** What this page says of the course package that it is, `scorm12 3 0.7`; null where it is none. */
export function packageFrom(content: string | null): Package | null {
  const read = v.safeParse(schema, content);
  if (!read.success) return null;
  const [standard, act, pass] = read.output;
  return { standard, act, pass };
}
