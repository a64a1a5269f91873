import { describe, expect, test } from "vitest";
import type { ActorState } from "../../sim/recording.ts";
import { castOf, letter, recordingOf, worldOf } from "../sample.ts";
import { changesOf } from "./changes.ts";
import { changeWords } from "./changeWords.ts";

const cast = castOf(3);
const start = worldOf(cast);
const recording = recordingOf(
  cast,
  start,
  [],
  [
    letter,
    {
      kind: "key",
      id: "k",
      algorithm: "AES-256-GCM",
      use: "channel",
      fingerprint: "7f3a".padEnd(64, "0"),
      publicPart: null,
    },
  ],
);

function changes(before: Record<string, Partial<ActorState>>, after: Record<string, Partial<ActorState>>) {
  return changesOf(recording, worldOf(cast, before), worldOf(cast, after));
}

describe("changesOf", () => {
  test("nothing where nothing changed", () => {
    expect(changesOf(recording, start, start)).toEqual([]);
    expect(changes({ alice: { deeds: ["x"] } }, { alice: { deeds: ["x"] } })).toEqual([]);
  });

  test("what came and what went, in the order of the cast", () => {
    const held = { key: "k", part: "secret", how: "agreed" } as const;
    const knowledge = { text: "Hello", how: "opened", packet: "letter", key: "k" } as const;
    expect(changes({ bob: { keys: [held] } }, { alice: { keys: [held] }, bob: { knows: [knowledge] } })).toEqual([
      { actors: ["alice"], changes: [{ type: "holds", held }] },
      {
        actors: ["bob"],
        changes: [
          { type: "knows", knowledge },
          { type: "lets-go", held },
        ],
      },
    ]);
  });

  test("routers with the same change stand together, Mallory apart", () => {
    const copies = { copies: ["letter"] };
    const turned = { ...copies, strategy: "eavesdrop" } as const;
    const groups = changes({ r2: { strategy: "eavesdrop" } }, { r1: copies, r2: turned, r3: copies });
    expect(groups.map((g) => g.actors)).toEqual([["r1", "r3"], ["r2"]]);
  });

  test("a text known already is no news", () => {
    const knowledge = { text: "Hello", how: "opened", packet: "letter", key: "k" } as const;
    const again = { text: "Hello", how: "wrote", packet: "other", key: null } as const;
    expect(changes({ bob: { knows: [knowledge] } }, { bob: { knows: [knowledge, again] } })).toEqual([]);
  });

  test("a channel is news when it opens, when its reason changes, and when it closes", () => {
    const channel = { key: "k", believes: "Bob", verified: null, open: true };
    const types = (before: readonly (typeof channel)[], after: readonly ActorState["channels"][number][]) =>
      changes({ alice: { channels: before } }, { alice: { channels: after } }).flatMap((g) =>
        g.changes.map((c) => c.type),
      );
    expect(types([], [channel])).toEqual(["believes"]);
    expect(types([channel], [{ ...channel, verified: "v" }])).toEqual(["believes"]);
    expect(types([channel], [{ ...channel, open: false }])).toEqual(["closes"]);
    expect(types([], [{ ...channel, open: false }])).toEqual([]);
  });
});

describe("changeWords", () => {
  test("name the thing, and where it opens", () => {
    const knowledge = { text: "Hello", how: "opened", packet: "letter", key: "k" } as const;
    expect(changeWords(recording, { type: "knows", knowledge })).toEqual({
      verb: "knows",
      thing: "“Hello”",
      opens: { kind: "packet", id: "letter" },
      note: "opened with key 7f3a",
    });
  });

  test("say when a belief rests on nothing", () => {
    const words = changeWords(recording, {
      type: "believes",
      channel: { key: "k", believes: "Bob", verified: null, open: true },
    });
    expect(words).toMatchObject({ verb: "believes to share with Bob", thing: "key 7f3a" });
    expect(words.note).toContain("nothing proved");
  });
});
