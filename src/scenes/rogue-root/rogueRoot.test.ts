import { describe, expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { artifact, readingOf } from "../../sim/lookup.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording } from "../../sim/recording.ts";
import { outcomeIn, packetAt, stepOf } from "../phrases/facts.ts";
import { verdictAt, verdictsOf } from "../phrases/verdictFacts.ts";
import { scene } from "./scene.ts";

type Switches = Readonly<Record<string, string>>;

describe("a proxy with a root on Alice’s list", () => {
  test("is accepted by every check, and reads what crosses, both ways", async () => {
    const recording = await runOf({});
    const verdict = verdictAt(recording, "alice.checks.signature");
    expect(verdict?.accepted).toBe(true);
    expect(verdict?.checks.filter(({ result }) => result === "failed")).toEqual([]);
    expect(outcomeIn(recording).leaked.map(({ actor }) => actor)).toEqual(["mallory", "mallory"]);
    expect(outcomeIn(recording).delivered).toHaveLength(2);
    for (const id of ["alice.seals.request", "bob.seals.reply"]) {
      const packet = packetAt(recording, id);
      if (packet === null) throw new Error(`no ${id}`);
      const readers = recording.cast.filter(
        (actor) => readingOf(recording, recording.steps.length, actor.id, packet).state === "reads",
      );
      expect(readers.map((actor) => actor.id)).toContain("mallory");
      expect(readers).toHaveLength(2);
    }
  });

  test("shows another certificate than Bob’s: issuer, key and fingerprint are not his", async () => {
    const recording = await runOf({});
    const shown = verdictAt(recording, "alice.checks.certificate")?.presented[0] ?? "";
    const made = stepOf(recording, "mallory.issues.mallory")?.event;
    expect(made?.type === "issues" && made.certificate).toBe(shown);
    const [theirs, bobs] = [shown, recording.start.actors.bob?.certificates[0] ?? ""].map((id) =>
      artifact(recording, "certificate", id),
    );
    expect(theirs?.names).toEqual(bobs?.names);
    for (const part of ["issuer", "key", "fingerprint"] as const) expect(theirs?.[part]).not.toBe(bobs?.[part]);
  });

  test.each([
    ["alice", "unknown_ca", { roots: "public" }],
    ["alice", "unknown_ca", { roots: "one" }],
    ["bob", "certificate_required", { "client-auth": "on" }],
  ] as const)("%s refuses: %s with %o", async (by, alert, switches) => {
    const recording = await runOf(switches);
    expect(verdictsOf(recording).filter(({ accepted }) => !accepted)).toMatchObject([{ by, alert }]);
    expect(outcomeIn(recording).leaked).toHaveLength(by === "alice" ? 0 : 1);
    expect(outcomeIn(recording).delivered).toHaveLength(0);
  });

  test("does nothing where nobody with its key stands on the way", async () => {
    for (const auth of ["off", "on"]) {
      const recording = await runOf({ mallory: "off", "client-auth": auth });
      expect(outcomeIn(recording)).toMatchObject({ leaked: [], forged: [], refused: [] });
      expect(outcomeIn(recording).delivered).toHaveLength(2);
    }
  });
});

async function runOf(switches: Switches): Promise<Recording> {
  const throws = Object.entries(switches).map(([id, value]) => ({ switch: id, value, after: null }));
  return (await record(scene.scenario, { scene: scene.card.id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
