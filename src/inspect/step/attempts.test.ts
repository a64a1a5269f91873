import { expect, test } from "vitest";
import type { AttemptArtifact, PacketArtifact } from "../../sim/recording.ts";
import { castOf, letter, recordingOf, worldOf } from "../sample.ts";
import { attemptsOfStep, attemptsOn } from "./attempts.ts";

const packet: PacketArtifact = { ...letter, seal: { as: "yellow", key: "k" } };
const failed: AttemptArtifact = {
  kind: "attempt",
  id: "failed",
  packet: "letter",
  key: "half",
  part: "public",
  method: "AES-256-GCM with a key made from the public half",
  text: null,
  error: "the tag does not fit",
};
const opened: AttemptArtifact = {
  ...failed,
  id: "opened",
  key: "k",
  part: "secret",
  method: "AES-256-GCM open",
  text: "Hello",
  error: null,
};

const half = { key: "half", part: "public", how: "seen" } as const;
const secret = { key: "k", part: "secret", how: "agreed" } as const;
const cast = castOf(2);
const world = worldOf(cast, { r1: { keys: [half] }, r2: { keys: [half] }, bob: { keys: [half, secret] } });
const seals = { type: "seals", actor: "alice", packet: "letter", key: "k", text: "Hello" } as const;
const opens = { type: "opens", actor: "bob", packet: "letter", attempt: "opened", text: "Hello", gives: null } as const;
const recording = recordingOf(cast, world, [
  { id: "seals", event: seals, made: [packet, failed, opened], world },
  { id: "opens", event: opens, made: [], world },
]);

test("what opened first, then the same failure once with everybody who had it", () => {
  const groups = attemptsOn(recording, 1, "letter");
  expect(groups.map(({ error, tries }) => [error, tries.map((t) => t.actor)])).toEqual([
    [null, ["bob"]],
    ["the tag does not fit", ["r1", "r2", "bob"]],
  ]);
});

test("an event that names its attempt shows that one; others show theirs only when all are asked for", () => {
  expect(attemptsOfStep(recording, 2, false)).toMatchObject([
    { text: "Hello", tries: [{ actor: "bob", keys: ["k"] }] },
  ]);
  expect(attemptsOfStep(recording, 1, false)).toEqual([]);
  expect(attemptsOfStep(recording, 1, true)).toHaveLength(2);
  expect(attemptsOfStep(recording, 0, true)).toEqual([]);
});

test("what came to nothing is told of the connection at hand alone", () => {
  const other: PacketArtifact = { ...packet, id: "other", connection: 2 };
  const late = { ...failed, id: "late", key: "k", part: "secret" } as const;
  const made = [packet, other, late, { ...late, id: "now", packet: "other" }];
  const onStage = { ...world, packet: { id: "other", at: "alice", open: false } };
  const event = { type: "writes", actor: "alice", packet: "other", text: null } as const;
  const twoLines = recordingOf(cast, world, [{ id: "writes", event, made, world: onStage }]);
  expect(attemptsOfStep(twoLines, 1, true).map((group) => group.packet)).toEqual(["other"]);
});
