import { describe, expect, test } from "vitest";
import { isHostile, isPlainRouter, joinedNames, nameOf } from "./names.ts";
import { castOf, recordingOf, worldOf } from "./sample.ts";

const cast = castOf(2);
const world = worldOf(cast, { r2: { strategy: "relay" } });
const recording = recordingOf(cast, world, []);

describe("nameOf", () => {
  test("a router that has turned is Mallory", () => {
    expect(nameOf(recording, world, "r1")).toBe("Router 1");
    expect(nameOf(recording, world, "r2")).toBe("Mallory");
    expect(isHostile(recording, world, "r2")).toBe(true);
    expect(isPlainRouter(recording, world, "r2")).toBe(false);
  });
});

describe("joinedNames", () => {
  test.each([
    [["Alice"], "Alice"],
    [["Alice", "Bob"], "Alice and Bob"],
    [["Router 1"], "Router 1"],
    [["Router 1", "Router 2"], "Routers 1–2"],
    [["Router 1", "Router 2", "Router 3", "Router 5"], "Routers 1–3 and 5"],
    [["Router 1", "Router 3", "Router 5"], "Routers 1, 3 and 5"],
    [["Alice", "Router 1"], "Alice and Router 1"],
    [[], ""],
  ])("%j", (names, joined) => {
    expect(joinedNames(names)).toBe(joined);
  });
});
