import { describe, expect, test } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import { digest } from "../crypto/hash.ts";
import { RsaPool } from "../crypto/pool.ts";
import { artifact, artifacts, readingOf } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { ConnectionArtifact, PacketArtifact, Recording } from "../sim/recording.ts";
import { alertIn, contentsOf, messagesIn } from "../sim/tls/inside.ts";
import { HANDSHAKE_TYPES } from "../tls/codepoints.ts";
import { loadScene } from "./catalog.ts";
import { outcomeIn } from "./phrases/facts.ts";

/** RFC 8446 §6.2: what each refusal says, and at which message it comes. */
const REFUSALS: readonly (readonly [scene: string, forgery: string, alert: string, at: string])[] = [
  ["tls13-rejection", "self-signed", "unknown_ca", "Certificate"],
  ["tls13-rejection", "unknown-authority", "unknown_ca", "Certificate"],
  ["tls13-rejection", "missing-middle", "unknown_ca", "Certificate"],
  ["tls13-rejection", "expired", "certificate_expired", "Certificate"],
  ["tls13-rejection", "wrong-name", "bad_certificate", "Certificate"],
  ["tls13-rejection", "stolen", "decrypt_error", "CertificateVerify"],
  ["tls13-client-rejection", "none", "certificate_required", "Certificate"],
  ["tls13-client-rejection", "self-signed", "unknown_ca", "Certificate"],
  ["tls13-client-rejection", "server-only", "unsupported_certificate", "Certificate"],
  ["tls13-client-rejection", "stolen", "decrypt_error", "CertificateVerify"],
];

describe("each refusal carries its own alert, sealed, for the other end alone", () => {
  test.each(REFUSALS)("%s, %s: %s at %s", async (scene, forgery, alert, at) => {
    const recording = await runOf(scene, { forgery });
    const judge = scene === "tls13-rejection" ? "alice" : "bob";
    const packet = packets(recording).find((p) => p.message === "Alert" && p.author === judge);
    if (packet === undefined) throw new Error("no alert was sent");
    expect(alertIn(recording, packet)).toBe(alert);
    expect(packet.seal.as).toBe("yellow");
    const readers = recording.cast.filter(
      ({ id }) => readingOf(recording, recording.steps.length, id, packet).state === "reads",
    );
    expect(readers.map(({ id }) => id).sort()).toEqual(
      scene === "tls13-rejection" ? ["alice", "mallory"] : ["bob", "notAlice"],
    );
    const failed = connections(recording).find((c) => c.actor === judge && c.failure !== null);
    expect(failed?.failure?.alert).toBe(alert);
    const opens = recording.steps.filter(({ event }) => event.type === "opens" && event.actor === judge);
    const last = opens.at(-1)?.event;
    expect(last?.type === "opens" ? artifact(recording, "packet", last.packet).message : null).toBe(at);
  });
});

test("late: the client is CONNECTED, and has sent, before the alert arrives", async () => {
  for (const papers of ["expired", "none", "other-authority"]) {
    const recording = await runOf("late-rejection", { papers });
    const ids = recording.steps.map((step) => step.id);
    const connected = recording.steps.findIndex(({ made }) =>
      made.some((a) => a.kind === "connection" && a.actor === "alice" && a.state === "CONNECTED"),
    );
    expect(connected).toBeGreaterThan(0);
    expect(connected).toBeLessThan(ids.indexOf("alice.seals.request"));
    expect(ids.indexOf("alice.seals.request")).toBeLessThan(ids.indexOf("alice.opens.alert"));
    expect(ids.indexOf("bob.checks.certificate")).toBeLessThan(ids.indexOf("alice.seals.request"));
  }
});

test("routers read the hellos of a handshake, and nothing else of it", async () => {
  const recording = await runOf("tls13-mutual", {});
  const readable = packets(recording).filter(
    (packet) => readingOf(recording, recording.steps.length, "router1", packet).state === "reads",
  );
  expect(readable.map(({ message }) => message)).toEqual(["ClientHello", "ServerHello"]);
});

test("the states are those of RFC 8446 appendix A, in its order", async () => {
  const recording = await runOf("tls13-mutual", {});
  const states = (actor: string) => [
    ...new Set(connections(recording).flatMap((c) => (c.actor === actor ? [c.state] : []))),
  ];
  expect(states("alice")).toEqual([
    "WAIT_SH",
    "WAIT_EE",
    "WAIT_CERT_CR",
    "WAIT_CERT",
    "WAIT_CV",
    "WAIT_FINISHED",
    "CONNECTED",
  ]);
  expect(states("bob")).toEqual(["NEGOTIATED", "WAIT_CERT", "WAIT_CV", "WAIT_FINISHED", "CONNECTED"]);
  const agreed = connections(recording).at(-1)?.negotiated;
  expect(agreed).toMatchObject({ version: "TLS 1.3", suite: "TLS_AES_128_GCM_SHA256", group: "x25519" });
});

test("one bit changed in ServerHello: the next record does not open", async () => {
  const recording = await runOf("tls13", { mallory: "tamper" });
  const failed = connections(recording).find((c) => c.actor === "alice" && c.failure !== null);
  expect(failed?.failure).toMatchObject({ code: "bad-record", alert: "bad_record_mac" });
  expect(recording.steps.map((step) => step.id)).toContain("alice.fails.encryptedExtensions");
});

describe("another hello", () => {
  test.each([
    [{ mallory: "downgrade", takes: "both" }],
    [{ mallory: "downgrade", takes: "both", weakens: "retry" }],
    [{ mallory: "downgrade" }],
  ])("a hello that was meddled with is in the keys: %j", async (switches) => {
    const recording = await runOf("hello-retry", switches);
    const failed = connections(recording).find((c) => c.actor === "alice" && c.failure !== null);
    expect(failed?.failure).toMatchObject({ code: "bad-record", alert: "bad_record_mac" });
    expect(new Set(handshakeHashes(recording)).size).toBe(2);
    expect(outcomeIn(recording).delivered).toEqual([]);
  });

  test("both ends hash the same, and what Bob signs has message_hash in it (§4.4.1)", async () => {
    const recording = await runOf("hello-retry", { takes: "both", cookie: "on" });
    expect(new Set(handshakeHashes(recording)).size).toBe(1);
    const said = packets(recording).flatMap((packet) =>
      contentsOf(recording, packet).flatMap(({ type, content }) => (type === "handshake" ? messagesIn(content) : [])),
    );
    const [first, ...rest] = said;
    const upTo = rest.slice(
      0,
      rest.findIndex((message) => message[0] === HANDSHAKE_TYPES.certificate_verify),
    );
    const hash = digest("SHA-256", first ?? new Uint8Array());
    const transcript = concat(Uint8Array.of(HANDSHAKE_TYPES.message_hash, 0, 0, hash.length), hash, ...upTo);
    const signed = [...artifacts(recording).values()].find((a) => a.kind === "signature");
    expect(signed?.transcriptHash).toBe(toHex(digest("SHA-256", transcript)));
  });

  test.each([
    [{ takes: "neither" }, "handshake_failure"],
    [{ mallory: "downgrade", weakens: "retry", halves: "two" }, "illegal_parameter"],
  ])("%j is refused openly: %s", async (switches, alert) => {
    const recording = await runOf("hello-retry", switches);
    const packet = packets(recording).find((p) => p.message === "Alert");
    expect(packet?.seal.as).toBe("paper");
    expect(packet === undefined ? null : alertIn(recording, packet)).toBe(alert);
  });
});

describe("a session that is gone on with", () => {
  test.each([
    [{}, 1],
    [{ "no-account": "on" }, 2],
    [{ early: "off" }, 1],
    [{ early: "off", "no-account": "on" }, 1],
    [{ mallory: "off", "no-account": "on" }, 1],
  ])("%j: Bob pays Carol %i times, and Mallory reads nothing", async (switches, times) => {
    const recording = await runOf("resumption", switches);
    const { bob, mallory } = recording.steps.at(-1)?.world.actors ?? {};
    expect(bob?.deeds.filter((deed) => deed === "paid Carol 10 coins")).toHaveLength(times);
    expect(outcomeIn(recording).repeated ?? []).toHaveLength(times - 1);
    expect(mallory?.knows).toEqual([]);
    expect(recording.steps.some((s) => s.world.actors.mallory?.keys.some(({ part }) => part !== "public"))).toBe(false);
  });

  test("both ends keep the same secret; the second handshake begins with it, and has no certificate", async () => {
    const recording = await runOf("resumption", { mallory: "off" });
    const kept = recording.steps.flatMap(({ event }) => (event.type === "keeps" ? [event] : []));
    expect(kept.map(({ actor }) => actor)).toEqual(["bob", "alice"]);
    expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
    const of = (nth: number) => packets(recording).filter(({ connection = 1 }) => connection === nth);
    expect(of(1).some(({ message }) => message.includes("Certificate"))).toBe(true);
    expect(of(2).some(({ message }) => message.includes("Certificate"))).toBe(false);
    const last = connections(recording).filter(({ connection }) => connection === 2);
    const starts = ["alice", "bob"].map((actor) =>
      last.findLast((c) => c.actor === actor)?.secrets.filter((id) => /^secret:(psk|early_secret)/.test(id)),
    );
    expect(starts[0]).toHaveLength(2);
    expect(starts[0]).toEqual(starts[1]);
  });

  test("Mallory’s copies are byte for byte what Alice sent", async () => {
    const recording = await runOf("resumption", {});
    const copies = recording.steps.flatMap(({ event }) => (event.type === "repeats" ? [event] : []));
    expect(copies).toHaveLength(2);
    for (const { packet, from } of copies) {
      const [copy, before] = [packet, from].map((id) => artifact(recording, "packet", id));
      expect(copy?.bytes).toBe(before?.bytes);
      expect(before?.author).toBe("alice");
    }
  });
});

/** With what each end made its handshake keys. */
function handshakeHashes(recording: Recording): readonly (string | null)[] {
  return recording.steps.flatMap(({ event }) => {
    if (event.type !== "schedules" || event.epoch !== "handshake") return [];
    const secrets = event.secrets.map((id) => artifact(recording, "secret", id));
    return [secrets.find(({ transcriptHash }) => transcriptHash !== null)?.transcriptHash ?? null];
  });
}

function packets(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter((a): a is PacketArtifact => a.kind === "packet");
}

function connections(recording: Recording): readonly ConnectionArtifact[] {
  return [...artifacts(recording).values()].filter((a): a is ConnectionArtifact => a.kind === "connection");
}

async function runOf(id: string, switches: Readonly<Record<string, string>>): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
