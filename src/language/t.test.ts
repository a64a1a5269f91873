import { afterEach, describe, expect, it } from "vitest";
import { eachForm, plain } from "./cases.ts";
import { speaking } from "./catalogue.ts";
import { source } from "./language.ts";
import { firstSpoken, spoken } from "./languages.ts";
import { accented, mirrored } from "./pseudo.ts";
import { about, keyOf, listed, numeral, plural, speak, t } from "./t.ts";

const german = speaking("de", {
  "{a} opens {b}": "{a} öffnet {b_acc}",
  "the letter": { nom: "der Brief", acc: "den Brief", dat: "dem Brief", gen: "des Briefs" },
  "with {a}": "mit {a_dat}",
  "{a, plural, one {# step} other {# steps}}": "{a, plural, one {# Schritt} other {# Schritte}}",
  "a button\u0004open": "Öffnen",
  "it’s `Half '{' '}'`": "es ist `Half '{' '}'`",
});

afterEach(() => speak(source));

describe("a message", () => {
  it("is what stands in the code, in English", () => {
    expect(t`${"Bob"} opens ${2026} letters`).toBe("Bob opens 2026 letters");
    expect(about("a button")`open`).toBe("open");
    expect([plural(1, STEPS), plural(1008, STEPS), numeral(1008)]).toEqual(["1 step", "1008 steps", "1,008"]);
    expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });

  it("comes from the catalogue, each value in the case that its place asks for", () => {
    speak(german);
    expect(t`${"Bob"} opens ${t`the letter`}`).toBe("Bob öffnet den Brief");
    expect(t`with ${t`the letter`}`).toBe("mit dem Brief");
    expect(plain(t`the letter`)).toBe("der Brief");
    expect(plain(eachForm(t`the letter`, (form) => form.toUpperCase()))).toBe("DER BRIEF");
    expect([plural(1, STEPS), plural(1008, STEPS), numeral(1008)]).toEqual(["1 Schritt", "1.008 Schritte", "1.008"]);
    expect(about("a button")`open`).toBe("Öffnen");
    expect(listed(["a", "b", "c"])).toBe("a, b und c");
  });

  it("keeps braces and apostrophes that are text", () => {
    speak(german);
    expect(t`it’s \`Half { }\``).toBe("es ist `Half { }`");
    expect(keyOf(["it's {", "}"])).toBe("it''s '{'{a}'}'");
  });

  it("is English where the catalogue lacks it, and says so", () => {
    const missing: string[] = [];
    speak(speaking("de", {}, (key) => missing.push(key)));
    expect(t`${"Bob"} opens {it}, isn't it`).toBe("Bob opens {it}, isn't it");
    expect(plural(2, STEPS)).toBe("2 steps");
    expect(missing).toHaveLength(2);
  });

  it("keeps values and code out of the pseudo-languages’ changes", () => {
    speak(accented);
    expect(t`${t`the letter`} is \`in\` ${"7f3a"}`).toBe("ťĥé ļéťťéŕ~ îš ~`in` 7f3a");
    speak(mirrored);
    expect(t`open ${"7f3a"}`).toBe("\u202Eopen\u202C 7f3a");
  });
});

describe("a language", () => {
  it("is found by what people write", () => {
    expect([spoken("de-CH"), spoken("DE"), spoken("en_GB"), spoken("en-xa"), spoken("fr")]).toEqual([
      "de",
      "de",
      "en",
      "en-XA",
      null,
    ]);
    expect([firstSpoken([null, "fr", "de"]), firstSpoken(["fr"])]).toEqual(["de", "en"]);
  });
});

const STEPS = { one: "# step", other: "# steps" };
