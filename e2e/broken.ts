import fc from "fast-check";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Files that are no recordings, and recordings with something wrong inside. The same ones in every run. */
export function brokenRecordings(good: string, count: number, seed: number): readonly string[] {
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const value: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json>(null, true, -1, 0, 1e308, "", "x", [], {}, [null], { id: null }, "a".repeat(100_000)),
    fc.constantFrom<Json>("__proto__", "constructor", "\u202e", "<img src=x onerror=alert(1)>", "zz", "0"),
  );
  const noFile = fc.constantFrom(
    "",
    " ",
    "null",
    "[]",
    "{}",
    "7",
    '"recording"',
    "{",
    "\u0000\u0001\u0002",
    "<!doctype html><p>Not found",
    '{"format":"between-alice-and-bob/recording"}',
    '{"format":"between-alice-and-bob/recording","version":1}',
    '{"format":"between-alice-and-bob/recording","version":2,"steps":[]}',
    '{"__proto__":{"format":"between-alice-and-bob/recording"}}',
    `${"[".repeat(20_000)}`,
    `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  );
  const cut = place.map((at) => good.slice(0, Math.floor(at * good.length)));
  const flipped = fc.tuple(place, fc.string({ minLength: 1, maxLength: 3 })).map(([at, text]) => {
    const from = Math.floor(at * good.length);
    return good.slice(0, from) + text + good.slice(from + text.length);
  });
  const changed = fc
    .array(fc.tuple(place, value), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((text, [at, to]) => replaceAt(text, at, to), good));
  const removed = place.map((at) => replaceAt(good, at, undefined));
  const weighted = fc.oneof(
    { weight: 2, arbitrary: noFile },
    { weight: 1, arbitrary: cut },
    { weight: 2, arbitrary: flipped },
    { weight: 5, arbitrary: changed },
    { weight: 3, arbitrary: removed },
  );
  return fc.sample(weighted, { numRuns: count, seed });
}

/** The text with the value at one of its places replaced, or taken out where there is nothing to put there. */
function replaceAt(text: string, at: number, to: Json | undefined): string {
  const whole: Json = JSON.parse(text);
  const places: { holder: Json[] | { [key: string]: Json }; key: string }[] = [];
  collect(whole, places);
  const place = places[Math.floor(at * places.length)];
  if (place === undefined) return JSON.stringify(to ?? null);
  if (to !== undefined) Reflect.set(place.holder, place.key, to);
  else if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else Reflect.deleteProperty(place.holder, place.key);
  return JSON.stringify(whole);
}

/** Every place of a value, the shallow ones many times: a recording is mostly leaves, and would rarely break above. */
function collect(value: Json, places: { holder: Json[] | { [key: string]: Json }; key: string }[], depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const times = Math.max(1, 64 >> (depth * 2));
    for (let time = 0; time < times; time++) places.push({ holder: value, key });
    collect(child, places, depth + 1);
  }
}
