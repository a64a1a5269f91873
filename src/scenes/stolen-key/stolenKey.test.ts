import { describe, expect, test } from "vitest";
import { fromHex } from "../../bytes/hex.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { parseCrl } from "../../pki/revocation/crl.ts";
import { parseOcsp } from "../../pki/revocation/ocsp.ts";
import { artifact, artifacts } from "../../sim/lookup.ts";
import { record } from "../../sim/recorder.ts";
import type { PacketArtifact, Recording } from "../../sim/recording.ts";
import type { StatusArtifact } from "../../sim/statuses.ts";
import { alertIn, messageIn } from "../../sim/tls/inside.ts";
import { find } from "../../tls/extensions/find.ts";
import { outcomeIn } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import { scene } from "./scene.ts";

type Switches = Readonly<Record<string, string>>;

/** What each defence makes of Mallory with the stolen key: null, she passes; else the alert that stops her. */
const OUTCOMES: readonly (readonly [alert: string | null, switches: Switches])[] = [
  [null, {}],
  [null, { after: "8" }],
  ["certificate_revoked", { defence: "list" }],
  ["certificate_revoked", { defence: "list", after: "8" }],
  ["certificate_unknown", { defence: "list", word: "none" }],
  [null, { defence: "list", word: "none", "soft-fail": "on" }],
  [null, { defence: "list", word: "older" }],
  ["certificate_unknown", { defence: "list", word: "older", after: "8" }],
  ["certificate_revoked", { defence: "list", "soft-fail": "on" }],
  ["certificate_revoked", { defence: "staple" }],
  ["certificate_revoked", { defence: "staple", after: "8", "soft-fail": "on" }],
  [null, { defence: "staple", word: "older" }],
  ["bad_certificate_status_response", { defence: "staple", word: "older", after: "8" }],
  [null, { defence: "staple", word: "older", after: "8", "soft-fail": "on" }],
  ["certificate_unknown", { defence: "staple", word: "none" }],
  [null, { defence: "staple", word: "none", "soft-fail": "on" }],
  [null, { defence: "days" }],
  ["certificate_expired", { defence: "days", after: "8" }],
  ["certificate_expired", { defence: "days", after: "8", "soft-fail": "on" }],
];

describe("with the stolen key Mallory is stopped, or is not", () => {
  test.each(OUTCOMES)("%s with %o", async (alert, switches) => {
    const recording = await runOf(switches);
    const sent = packets(recording).find((p) => p.message === "Alert" && p.author === "alice");
    const said = sent === undefined ? null : alertIn(recording, sent);
    expect(said === "close_notify" ? null : said).toBe(alert);
    const { leaked, refused } = outcomeIn(recording);
    expect([leaked.length, refused.length]).toEqual(alert === null ? [1, 0] : [0, 1]);
    expect(verdictAt(recording, "alice.checks.certificate")?.accepted).toBe(alert === null);
  });

  test.each(["none", "list", "staple", "days"])("the real Bob passes with %s, sooner and later", async (defence) => {
    for (const after of ["1", "8"]) {
      const recording = await runOf({ mallory: "off", defence, after });
      expect(outcomeIn(recording)).toMatchObject({ leaked: [], forged: [], refused: [] });
      expect(outcomeIn(recording).delivered).toHaveLength(2);
    }
  });
});

test("what authorities say are real lists and answers, and count when they say", async () => {
  const listed = statuses(await runOf({ defence: "list", word: "older" })).filter(({ what }) => what === "list");
  expect(listed).toHaveLength(3);
  for (const { der, revoked, nextUpdate } of listed) {
    const crl = parseCrl(fromHex(der));
    expect(crl.entries.count).toBe(revoked.length);
    expect(crl.nextUpdate?.toISOString()).toBe(nextUpdate);
  }
  const answers = statuses(await runOf({ defence: "staple" })).filter(({ what }) => what === "answer");
  expect(answers.map(({ der }) => parseOcsp(fromHex(der)).content?.answers[0]?.status)).toEqual([
    "revoked",
    "revoked",
    "good",
  ]);
});

test("the staple crosses the wire in Certificate, and only where Alice asked for one", async () => {
  for (const defence of ["none", "list", "staple", "days"]) {
    const recording = await runOf({ defence });
    const asked = messages(recording).flatMap((m) => (m.type === "client_hello" ? [m.extensions] : []));
    const entries = messages(recording).flatMap((m) => (m.type === "certificate" ? m.entries : []));
    const responses = entries.flatMap(({ extensions }) => find(extensions, "certificate_status")?.response ?? []);
    expect(asked.map((extensions) => find(extensions, "status_request") !== null)).toEqual([defence === "staple"]);
    expect(responses).toHaveLength(defence === "staple" ? 1 : 0);
  }
});

test("time goes by in steps that say so, and certificates are judged by it", async () => {
  const recording = await runOf({ defence: "list" });
  const times = recording.steps.map(({ world }) => world.time);
  expect([...new Set(times)]).toEqual([
    "2026-06-01T12:00:00.000Z",
    "2026-06-01T18:00:00.000Z",
    "2026-06-02T12:00:00.000Z",
  ]);
  for (const [i, { event }] of recording.steps.entries())
    if (times[i] !== (times[i - 1] ?? recording.start.time)) expect(event.type).toBe("waits");
  expect(verdictAt(recording, "alice.checks.certificate")?.at).toBe("2026-06-02T12:00:00.000Z");
});

test("the stolen key is Bob’s own, and signs for Mallory", async () => {
  const recording = await runOf({});
  const event = recording.steps.find(({ id }) => id === "mallory.signs.conversation")?.event;
  const bobs = recording.start.actors.bob?.certificates[0] ?? "";
  expect(event?.type === "signs" && event.key).toBe(artifact(recording, "certificate", bobs).key);
});

function statuses(recording: Recording): readonly StatusArtifact[] {
  return [...artifacts(recording).values()].filter((a): a is StatusArtifact => a.kind === "status");
}

function packets(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter((a): a is PacketArtifact => a.kind === "packet");
}

function messages(recording: Recording) {
  return packets(recording).flatMap((packet) => messageIn(recording, packet) ?? []);
}

async function runOf(switches: Switches): Promise<Recording> {
  const throws = Object.entries(switches).map(([id, value]) => ({ switch: id, value, after: null }));
  return (await record(scene.scenario, { scene: scene.card.id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
