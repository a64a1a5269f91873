import { describe, expect, it } from "vitest";
import { RsaPool } from "../crypto/pool.ts";
import { artifact, artifacts, readingOf, stateOf } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { AttemptArtifact, PacketArtifact, Recording } from "../sim/recording.ts";
import { loadScene } from "./catalog.ts";
import { stepOf } from "./phrases/facts.ts";

/** Four of Bob’s flight, Alice’s Finished, letter and answer, and two last words. */
const SEALED_TODAY = 9;

describe("forward-secrecy", () => {
  it("the old key opens all of yesterday, and nothing of today", async () => {
    const recording = await runOf("forward-secrecy", {});
    const { leaked } = outcomeOf(recording);
    expect(leaked.map(({ text }) => text)).toEqual(["Please pay Dave 5 coins", "Done: Dave has 5 coins more"]);
    const today = sealedPackets(recording);
    expect(today).toHaveLength(SEALED_TODAY);
    for (const packet of today) {
      expect(readingOf(recording, recording.steps.length, "mallory", packet).state).toBe("sealed");
    }
  });

  it("everything that can be tried was tried on every sealed packet; a signing key can’t be tried at all", async () => {
    const recording = await runOf("forward-secrecy", {});
    const thefts = recording.steps.flatMap(({ event }) => (event.type === "steals" ? [event.key] : []));
    const [old = "", signing = ""] = thefts;
    expect(thefts).toHaveLength(2);
    expect(artifact(recording, "key", signing).use).toBe("signature");
    const held = stateOf(recording.steps.at(-1)?.world ?? recording.start, "mallory").keys;
    const halves = held.filter(({ key }) => artifact(recording, "key", key).use === "agreement");
    expect(halves.map(({ part }) => part)).toEqual(["public", "public"]);
    const channel = held.find(({ part }) => part === "secret")?.key ?? "";
    for (const packet of sealedPackets(recording)) {
      const tried = attemptsOn(recording, packet).filter(({ key }) => held.some((one) => one.key === key));
      expect(tried.map(({ key }) => key).sort()).toEqual([old, channel, ...halves.map(({ key }) => key)].sort());
      expect(tried.every(({ error }) => error !== null)).toBe(true);
    }
    const all = [...artifacts(recording).values()];
    expect(all.filter((one) => one.kind === "attempt" && one.key === signing)).toEqual([]);
    expect(all.filter((one) => one.kind === "signature" && one.key === signing)).toHaveLength(1);
  });

  it("what both ends wiped nobody holds any more", async () => {
    const recording = await runOf("forward-secrecy", {});
    const gone = recording.steps.flatMap(({ event }) => (event.type === "forgets" ? event.keys : []));
    expect(new Set(gone).size).toBe(6);
    const { actors } = recording.steps.at(-1)?.world ?? recording.start;
    for (const [id, { keys }] of Object.entries(actors)) {
      expect([id, keys.filter(({ key, part }) => gone.includes(key) && part !== "public")]).toEqual([id, []]);
    }
  });

  it("a half that Bob keeps opens today too: she finds the very secrets that the ends had", async () => {
    const recording = await runOf("forward-secrecy", { keeps: "on" });
    expect(outcomeOf(recording).leaked).toHaveLength(4);
    expectSameSecrets(recording);
    const half = stepOf(recording, "mallory.steals.bob.3")?.event;
    expect(half?.type === "steals" ? artifact(recording, "key", half.key).algorithm : null).toBe("X25519");
  });
});

describe("post-quantum", () => {
  it("x25519: with the one number of the assumption everything opens, years later", async () => {
    const recording = await runOf("post-quantum", {});
    expect(outcomeOf(recording).leaked).toHaveLength(2);
    expectSameSecrets(recording);
    const { keys } = stateOf(recording.steps.at(-1)?.world ?? recording.start, "mallory");
    expect(keys.filter(({ part }) => part === "private")).toEqual([
      { key: assumedIn(recording), part: "private", how: "assumed" },
    ]);
  });

  it("X25519MLKEM768: the same number opens nothing, and it was tried on every sealed packet", async () => {
    const recording = await runOf("post-quantum", { group: "X25519MLKEM768" });
    expect(outcomeOf(recording).leaked).toEqual([]);
    const key = assumedIn(recording);
    const packets = sealedPackets(recording);
    expect(packets).toHaveLength(SEALED_TODAY);
    for (const packet of packets) {
      const tried = attemptsOn(recording, packet).filter((one) => one.key === key);
      expect(tried.map(({ error, part }) => [part, error])).toEqual([["private", "the tag does not fit"]]);
      expect(readingOf(recording, recording.steps.length, "mallory", packet).state).toBe("sealed");
    }
    expect(recording.steps.some(({ event }) => event.type === "recomputes")).toBe(false);
  });

  it("without the assumption nothing opens, in either group", async () => {
    for (const group of ["x25519", "X25519MLKEM768"]) {
      const recording = await runOf("post-quantum", { group, quantum: "off" });
      expect(outcomeOf(recording).leaked).toEqual([]);
      expect(recording.steps.some(({ event }) => event.type === "assumes")).toBe(false);
    }
  });

  it("Alice makes two key pairs for the hybrid, Bob one: what he locks to hers is no key", async () => {
    const recording = await runOf("post-quantum", { group: "X25519MLKEM768" });
    const made = (id: string) => {
      const event = stepOf(recording, id)?.event;
      return event?.type === "makes" ? event.keys.map((key) => artifact(recording, "key", key)) : [];
    };
    expect(made("alice.makes.half").map(({ algorithm }) => algorithm)).toEqual(["ML-KEM-768", "X25519"]);
    expect(made("bob.makes.half").map(({ algorithm }) => algorithm)).toEqual(["X25519"]);
    const [kem] = made("alice.makes.half");
    const hello = [...artifacts(recording).values()].find(
      (one): one is PacketArtifact => one.kind === "packet" && one.message === "ClientHello",
    );
    expect(hello?.bytes).toContain(kem?.publicPart?.slice(-2 * 1184));
  });
});

/** What was worked out again is what the ends had: made before, and not again. */
function expectSameSecrets(recording: Recording): void {
  const steps = recording.steps.filter(({ event }) => event.type === "recomputes");
  expect(steps).toHaveLength(2);
  for (const { event, made } of steps) {
    if (event.type !== "recomputes") continue;
    expect(made).toEqual([]);
    const theirs = recording.steps.flatMap(({ event: e }) => (e.type === "schedules" ? e.keys : []));
    expect(event.keys).toHaveLength(2);
    for (const key of event.keys) expect(theirs).toContain(key);
  }
}

function assumedIn(recording: Recording): string {
  const found = recording.steps.find(({ event }) => event.type === "assumes")?.event;
  return found?.type === "assumes" ? found.key : "";
}

function sealedPackets(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter(
    (one): one is PacketArtifact => one.kind === "packet" && one.records !== undefined && one.seal.as !== "paper",
  );
}

function attemptsOn(recording: Recording, packet: PacketArtifact): readonly AttemptArtifact[] {
  return [...artifacts(recording).values()].filter(
    (one): one is AttemptArtifact => one.kind === "attempt" && one.packet === packet.id,
  );
}

function outcomeOf(recording: Recording) {
  const last = recording.steps.at(-1)?.event;
  if (last?.type !== "ends") throw new Error("a run must end");
  return last.outcome;
}

async function runOf(id: string, switches: Readonly<Record<string, string>>): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
