import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  APP,
  type AudienceBody,
  audienceBodyOf,
  headOf,
  type PresenterBody,
  presenterBodyOf,
  VERSION,
} from "./messages.ts";

const head = {
  app: APP,
  version: VERSION,
  session: "0".repeat(32),
  role: "presenter",
  window: "f".repeat(16),
  number: 1,
  body: { type: "hello" },
};

const room = { cover: null, code: false, revealed: [] };
const state: AudienceBody = {
  type: "state",
  run: "1-1",
  index: 3,
  moving: false,
  playing: true,
  speed: 1,
  depth: "story",
  eyes: "all",
  selection: { kind: "packet", id: "packet:1" },
  asking: null,
  guesses: { "same-key": "other" },
  notices: ["A sentence."],
  recordingBusy: false,
  live: true,
  room,
  stage: { width: 922, height: 585 },
};

describe("messages between the windows", () => {
  it("are read as they were written", () => {
    expect(headOf(head)).toEqual(head);
    expect(audienceBodyOf(state)).toBe(state);
    const all: readonly PresenterBody[] = [
      { type: "do", what: "next" },
      { type: "seek", index: 7 },
      { type: "switch", switch: "mallory", value: "relay" },
      { type: "spot", spot: { kind: "laser", x: 0, y: 1 } },
      { type: "held", recording: null, guesses: {}, asking: null, room: null },
    ];
    for (const body of all) expect(presenterBodyOf(structuredClone(body))).toEqual(body);
  });

  it("of another version, another app or without a session are none", () => {
    for (const part of [{ version: 2 }, { app: "reveal" }, { session: "" }, { role: "host" }, { number: 0 }]) {
      expect(headOf({ ...head, ...part })).toBeNull();
    }
  });

  it("that anybody might send never throw, and pass only where they are whole", () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(headOf(data)).toBeNull();
        expect(presenterBodyOf(data)).toBeNull();
        expect(audienceBodyOf(data)).toBeNull();
      }),
    );
  });

  it("with any one part of another kind are refused", () => {
    const keys = fc.constantFrom(...Object.keys(state).filter((key) => key !== "type"));
    fc.assert(
      fc.property(
        keys,
        fc.oneof(
          fc.bigInt(),
          fc.constant(undefined),
          fc.constant(() => 1),
        ),
        (key, odd) => {
          expect(audienceBodyOf({ ...state, [key]: odd })).toBeNull();
        },
      ),
    );
    expect(audienceBodyOf({ ...state, more: 1 })).toBeNull();
    expect(audienceBodyOf({ ...state, index: 1e9 })).toBeNull();
    expect(presenterBodyOf({ type: "spot", spot: { kind: "laser", x: 1.01, y: 0 } })).toBeNull();
    expect(audienceBodyOf({ type: "recording", run: "1-1", recording: { format: "something" } })).toBeNull();
  });
});
