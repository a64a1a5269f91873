import fc from "fast-check";

const nasty = fc.constantFrom(
  "",
  "%",
  "%E0%A4%A",
  "%00",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "\u202eecila",
  "👩‍💻",
  "-1",
  "0",
  "1e308",
  "NaN",
  "Infinity",
  "999999999999999999999",
  "0x10",
  " ",
  "null",
  "undefined",
  "a".repeat(5000),
  "/".repeat(50),
  "&&&===???",
);
const anything = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 30 }), fc.string({ maxLength: 30 }));

const keys = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("step", "depth", "eyes", "mallory", "from", "hops", "theme", "speed") },
  { weight: 1, arbitrary: anything },
);
const values = fc.oneof(
  fc.constantFrom("story", "protocol", "bytes", "alice", "bob", "all", "off", "eavesdrop", "tamper", "impersonate"),
  fc.constantFrom("relay", "1", "2", "8", "16", "17", "light", "dark", "auto", "0.5", "4", "alice.writes.request"),
  anything,
);
const query = fc.array(fc.tuple(keys, values), { maxLength: 7 });
const isEncoded = fc.boolean();

/** Addresses as people mistype them and as nobody would: hashes with their #. The same ones in every run. */
export function addresses(scenes: readonly string[], count: number, seed: number): readonly string[] {
  const scene = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...scenes) }, { weight: 1, arbitrary: anything });
  const route = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(fc.constantFrom("scene", "embed"), scene).map((parts) => parts.join("/")) },
    { weight: 1, arbitrary: fc.constantFrom("", "scene", "scene/", "embed", "embed/", "lab", "present") },
    { weight: 2, arbitrary: anything },
  );
  const address = fc.tuple(route, query, isEncoded).map(([path, pairs, encoded]) => {
    const encode = encoded ? encodeURIComponent : (text: string) => text;
    return `#/${path}?${pairs.map(([key, value]) => `${safely(encode, key)}=${safely(encode, value)}`).join("&")}`;
  });
  return fc.sample(
    fc.oneof({ weight: 9, arbitrary: address }, { weight: 1, arbitrary: anything.map((t) => `#${t}`) }),
    {
      numRuns: count,
      seed,
    },
  );
}

/** Half a character can't be encoded; then it goes as it is. */
function safely(encode: (text: string) => string, text: string): string {
  try {
    return encode(text);
  } catch {
    return text;
  }
}
