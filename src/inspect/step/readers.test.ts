import { describe, expect, test } from "vitest";
import type { ActorState, AttemptArtifact, PacketArtifact, Step } from "../../sim/recording.ts";
import { castOf, letter, recordingOf, worldOf } from "../sample.ts";
import { readersOf } from "./readers.ts";

const knows = [{ text: "Hello", how: "wrote", packet: "letter", key: null }] as const;
const copies = ["letter"];

function rows(
  hops: number,
  states: Record<string, Partial<ActorState>>,
  packet: PacketArtifact,
  attempts: readonly AttemptArtifact[] = [],
) {
  const cast = castOf(hops);
  return readersOf(recordingOf(cast, worldOf(cast, states), [], [packet, ...attempts]), 0, packet).map((r) => [
    r.name,
    r.words,
  ]);
}

describe("readersOf", () => {
  test("sixteen routers that saw the same are one row, and the authority is none", () => {
    const states = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`r${i + 1}`, { copies }]));
    expect(rows(16, { ...states, alice: { knows } }, letter)).toEqual([
      ["Alice", "wrote it"],
      ["Routers 1–16", "reads it"],
      ["Bob", "will be able to read it"],
    ]);
  });

  test("whom a packet does not come to has no row", () => {
    const cast = castOf(3);
    const world = worldOf(cast, { alice: { knows }, r1: { copies } });
    const sent: Step = {
      id: "request.reaches.router1",
      event: { type: "travels", actor: "alice", packet: "letter", path: ["alice", "r1"] },
      made: [],
      world,
    };
    const names = readersOf(recordingOf(cast, world, [sent], [letter]), 1, letter).map((row) => row.name);
    expect(names).toEqual(["Alice", "Router 1"]);
  });

  test("routers part where their readings do, and at Mallory", () => {
    const states = { alice: { knows }, r1: { copies }, r2: { copies }, r3: { copies, strategy: "eavesdrop" as const } };
    expect(rows(5, states, letter).map(([name]) => name)).toEqual([
      "Alice",
      "Routers 1–2",
      "Mallory",
      "Routers 4–5",
      "Bob",
    ]);
  });

  test("a sealed packet is as long as it is, and opens to whom an attempt did", () => {
    const sealed: PacketArtifact = { ...letter, seal: { as: "yellow", key: "k" } };
    const attempt: AttemptArtifact = {
      kind: "attempt",
      id: "a",
      packet: "letter",
      key: "k",
      part: "secret",
      method: "AES-256-GCM open",
      text: "Hello",
      error: null,
    };
    const bob = { keys: [{ key: "k", part: "secret", how: "agreed" }] } as const;
    expect(rows(2, { alice: { knows }, bob }, sealed, [attempt])).toEqual([
      ["Alice", "wrote it"],
      ["Routers 1–2", "sealed, 58 bytes"],
      ["Bob", "will be able to read it"],
    ]);
  });

  test("who passes on the same text under another key seals it again", () => {
    const again: PacketArtifact = { ...letter, author: "r1", changedFrom: "other", seal: { as: "yellow", key: "k" } };
    const known = (text: string) => [
      { text: "Hello", how: "opened", packet: "other", key: "j" } as const,
      { text, how: "wrote", packet: "letter", key: null } as const,
    ];
    expect(rows(1, { r1: { strategy: "relay", knows: known("Hello") } }, again)[1]).toEqual([
      "Mallory",
      "sealed it again",
    ]);
    expect(rows(1, { r1: { strategy: "relay", knows: known("Bye") } }, again)[1]).toEqual(["Mallory", "changed it"]);
  });

  test("who changes what they cannot read changes it blindly", () => {
    const changed: PacketArtifact = { ...letter, author: "r1", changedFrom: "other", seal: { as: "yellow", key: "k" } };
    expect(rows(1, { r1: { strategy: "tamper" } }, changed)[1]).toEqual(["Mallory", "changed it blindly"]);
  });
});
