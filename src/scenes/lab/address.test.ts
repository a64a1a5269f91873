import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { decodeSetup, encodeSetup, type Param, setupIn, withSetup } from "./address.ts";
import { FIELDS } from "./fields.ts";
import { unwrapPuzzle, wrapPuzzle } from "./puzzleAddress.ts";
import { HANDFUL, labRun } from "./runs.fixture.ts";
import { DEFAULT_SETUP, normal, setupSchema } from "./setup.ts";
import { setups } from "./setups.fixture.ts";

function param(name: string, ...values: readonly string[]): Param {
  return { name, items: values.map((value) => ({ value, after: null })) };
}

const anyParams = fc.array(
  fc.record({
    name: fc.oneof(fc.constantFrom(...FIELDS.map((field) => field.param), "from", "step"), fc.string()),
    items: fc.array(
      fc.record({
        value: fc.oneof(fc.constantFrom("none", "good", "tamper", "3", "x25519", "on"), fc.string()),
        after: fc.option(fc.string()),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { maxLength: 8 },
);

describe("a set-up in an address", () => {
  test("comes back as it was, and without a word", () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(decodeSetup(encodeSetup(setup))).toEqual({ setup, rest: [], sentences: [] });
      }),
    );
  });

  test("is empty where nothing is chosen", () => {
    expect(encodeSetup(DEFAULT_SETUP)).toEqual([]);
    expect(decodeSetup([])).toEqual({ setup: DEFAULT_SETUP, rest: [], sentences: [] });
  });

  test("is read by people", () => {
    const setup = { ...DEFAULT_SETUP, bobShows: "expired", mallory: "tamper", record: "3", aliceShares: [] } as const;
    const text = encodeSetup(setup).map(({ name, items }) => `${name}=${items.map(({ value }) => value).join()}`);
    expect(text.join("&")).toBe("alice-shares=none&bob-shows=expired&mallory=tamper&record=3");
  });

  test("never throws, whatever stands there, and gives what can be run", () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const { setup, sentences } = decodeSetup(params);
        expect(v.is(setupSchema, setup)).toBe(true);
        for (const sentence of sentences) expect(sentence).toMatch(/^[^\n]{10,160}\.$/);
      }),
    );
  });

  test.each([
    [param("bob-shows", "broken"), "Bob shows: the lab does not know “broken”, so the default is used."],
    [param("hops", "9"), "Routers: the lab does not know “9”, so the default is used."],
    [
      param("alice-groups", "x25519", "x25519"),
      "Alice’s groups: the lab does not know “x25519,x25519”, so the default is used.",
    ],
    [param("bob-suites", "none"), "Bob’s cipher suites: the lab does not know “none”, so the default is used."],
    [param("mallory", "tamper", "drop"), "Mallory: the lab does not know “tamper,drop”, so the default is used."],
    [param("alice-shares", "p384"), "Alice can send shares of her own groups only, so the others were left out."],
  ])("says what makes no sense: %o", (one, sentence) => {
    expect(decodeSetup([one]).sentences).toEqual([sentence]);
  });

  test("leaves alone what is thrown later, and what is the view’s", () => {
    const later = {
      name: "mallory",
      items: [
        { value: "off", after: null },
        { value: "drop", after: "bob.acts" },
      ],
    };
    const { setup, rest } = decodeSetup([later, param("step", "bob.acts"), param("bob-shows", "expired")]);
    expect(setup).toEqual({ ...DEFAULT_SETUP, bobShows: "expired" });
    expect(rest).toEqual([
      { name: "mallory", items: [{ value: "drop", after: "bob.acts" }] },
      param("step", "bob.acts"),
    ]);
    const short = [param("mallory", "drop"), param("from", "bob.acts")];
    expect(decodeSetup(short)).toEqual({ setup: DEFAULT_SETUP, rest: short, sentences: [] });
  });
});

describe("a whole address of the lab", () => {
  const view = [param("step", "bob.acts"), param("depth", "bytes")];

  test("holds a set-up and a view, and gives both back", () => {
    const thrown = { name: "bob-shows", items: [{ value: "expired", after: "alice.makes.half" }] };
    fc.assert(
      fc.property(setups, (setup) => {
        const { setup: back, rest, sentences } = decodeSetup(withSetup(setup, [...view, thrown]));
        expect([back, sentences]).toEqual([setup, []]);
        expect(new Set(rest)).toEqual(new Set([...view, thrown]));
      }),
    );
  });

  test("tells a strategy that is thrown later from the one at the start", () => {
    const setup = { ...DEFAULT_SETUP, mallory: "tamper" } as const;
    const short = [param("mallory", "drop"), param("from", "bob.acts")];
    const items = [
      { value: "tamper", after: null },
      { value: "drop", after: "bob.acts" },
    ];
    expect(withSetup(setup, short)).toEqual([{ name: "mallory", items }]);
    expect(decodeSetup(withSetup(setup, short)).setup).toEqual(setup);
  });

  test("takes the view’s word for what was changed at the start", () => {
    const setup = { ...DEFAULT_SETUP, mallory: "tamper", hops: 5 } as const;
    const changed = decodeSetup(withSetup(setup, [param("mallory", "drop"), param("hops", "2")])).setup;
    expect(changed).toEqual({ ...setup, mallory: "drop", hops: 2 });
  });

  test("is known by a recording of it", async () => {
    for (const part of HANDFUL.slice(0, 6)) {
      const setup = normal({ ...DEFAULT_SETUP, ...part });
      expect(setupIn(await labRun(part))).toEqual(setup);
    }
  });
});

describe("a puzzle in an address", () => {
  test("comes back as it was, in pieces that an address takes", () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const wrapped = wrapPuzzle(setup);
        expect(unwrapPuzzle(wrapped)).toEqual({ ok: true, setup });
        for (const { value } of wrapped.items) expect(value).toMatch(/^[\w-]{1,120}$/);
        expect(wrapped.items.length).toBeLessThan(10);
      }),
    );
  });

  test("cannot be read at a glance", () => {
    const [item] = wrapPuzzle({ ...DEFAULT_SETUP, bobShows: "expired" }).items;
    expect(item?.value).not.toMatch(/expired|bob|shows/i);
  });

  test("is told where it is damaged: every cut and every changed letter", () => {
    const { items } = wrapPuzzle({ ...DEFAULT_SETUP, bobShows: "expired", mallory: "relay" });
    const text = items.map(({ value }) => value).join("");
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
      for (const damaged of [text.slice(0, at), changed]) {
        const result = unwrapPuzzle(param("puzzle", damaged));
        expect(result.ok ? damaged : result.sentence).toMatch(/damaged|another version/);
      }
    }
  });
});
