import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { RsaPool } from "../crypto/pool.ts";
import { cards, loadScene } from "../scenes/catalog.ts";
import { labRun } from "../scenes/lab/runs.fixture.ts";
import type { LabSetup } from "../scenes/lab/setup.ts";
import { captureOf } from "../sim/capture/capture.ts";
import { artifact, textIn } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { PacketArtifact, Recording } from "../sim/recording.ts";
import { peerCase, withPeer } from "./harness/cases.ts";
import { readLab } from "./harness/lab.ts";
import { run } from "./harness/process.ts";

/**
 * The captures that the page offers: tshark, told nothing but the file, decrypts them and finds the messages, alerts
 * and letters of the run, in its order, on either side of Mallory.
 */

const { folder } = readLab();

/** Each connection has a client's port of its own, from this one on. */
const FIRST_PORT = 50_000;

/** RFC 8446 §4. */
const TYPES: Readonly<Record<string, string>> = {
  ClientHello: "1",
  ServerHello: "2",
  HelloRetryRequest: "2",
  NewSessionTicket: "4",
  EndOfEarlyData: "5",
  EncryptedExtensions: "8",
  Certificate: "11",
  CertificateRequest: "13",
  CertificateVerify: "15",
  Finished: "20",
  KeyUpdate: "24",
};

type Switches = Readonly<Record<string, string>>;
/** Alice asks neither who signed nor for whom: the relay comes through, and both connections say letters. */
const CARELESS: Switches = { mallory: "relay", forgery: "self-signed", "any-authority": "on", "skip-name": "on" };
/** The scenes in which Mallory relays, or replays, from the start. */
const RELAYS: readonly string[] = ["rogue-root", "resumption"];
/** `hops`: at how many sides of Mallory other things went by. */
const RUNS: readonly (readonly [scene: string, switches: Switches, hops: 1 | 2])[] = [
  ...cards.filter(({ act }) => act === 5).map(({ id }) => [id, {}, RELAYS.includes(id) ? 2 : 1] as const),
  ["post-quantum", { group: "X25519MLKEM768" }, 1],
  ["stolen-key", { defence: "staple" }, 1],
  ["stolen-key", { defence: "staple", word: "older", mallory: "relay" }, 2],
  ["tls13", { mallory: "relay" }, 1],
  ["tls13", { mallory: "tamper" }, 2],
  ["tls13-rejection", CARELESS, 2],
  ["hello-retry", { takes: "both", cookie: "on" }, 1],
  ["hello-retry", { mallory: "downgrade" }, 2],
  ["hello-retry", { mallory: "downgrade", takes: "both", weakens: "retry" }, 2],
  ["resumption", { mallory: "off", early: "off" }, 1],
  ["resumption", { mallory: "off" }, 1],
  ["resumption", { "no-account": "on" }, 2],
  ["what-still-shows", { padding: "1024" }, 1],
  ["issuance", { looks: "two" }, 1],
];

/** Set-ups of the lab: other suites and groups, a second hello, refusals of every kind, and what Mallory does on the way. */
const LAB_RUNS: readonly (readonly [part: Partial<LabSetup>, hops: 1 | 2])[] = [
  [{ bobAsks: "require", bobSuites: ["chacha20"], aliceAlpn: ["http1.1"], bobAlpn: ["http1.1"], sessions: "early" }, 1],
  [{ aliceGroups: ["x25519", "p384"], bobGroups: ["p384"], bobSuites: ["aes256"] }, 1],
  [{ aliceSuites: ["aes128"], bobSuites: ["aes256"] }, 1],
  [{ bobShows: "weak-key" }, 1],
  [{ bobAsks: "require", aliceShows: "key-not-held" }, 1],
  [{ mallory: "truncate" }, 2],
  [{ mallory: "relay", malloryShows: "bobs-and-key", change: "on" }, 2],
];

withPeer("tshark", () => {
  for (const [scene, switches, hops] of RUNS) {
    const thrown = Object.entries(switches).map(([id, value]) => `${id}=${value}`);
    peerCase(`reads the capture of ${[scene, ...thrown].join(", ")}`, async () => {
      const recording = await runOf(scene, switches);
      if (switches.mallory !== "downgrade") expect(saidAt(recording, "alice", "notAlice")[0]).toContain("11");
      await isRead(recording, join(folder, `${[scene, ...thrown].join("-")}.pcapng`), hops);
    });
  }
  for (const [i, [part, hops]] of LAB_RUNS.entries()) {
    peerCase(`reads the capture of the lab, ${JSON.stringify(part)}`, async () =>
      isRead(await labRun(part), join(folder, `lab-${i}.pcapng`), hops),
    );
  }
});

/** `hops`: at how many sides of Mallory other things went by. */
async function isRead(recording: Recording, file: string, hops: 1 | 2): Promise<void> {
  writeFileSync(file, captureOf(recording));
  const near = saidAt(recording, "alice", "notAlice");
  const far = hops === 2 ? saidAt(recording, "bob") : [];
  for (const [i, said] of [...near, ...far, []].entries()) expect(await readByTshark(file, i)).toEqual(said);
  expect(await complaintsAbout(file)).toEqual([]);
}

/** The messages of a TCP connection, in order: handshake types, alerts, and what the application said. */
async function readByTshark(file: string, nth: number): Promise<readonly string[]> {
  const fields = ["tls.handshake.type", "tls.alert_message.desc", "data.data"];
  const wanted = ["-Y", `tcp.port == ${FIRST_PORT + nth}`, "-T", "fields", ...fields.flatMap((field) => ["-e", field])];
  // Where HTTP is agreed on it would be taken apart; here it is wanted as it was said.
  const { log } = await run("tshark", ["-r", file, "--disable-protocol", "http", ...wanted]);
  return log.split("\n").flatMap((line) => {
    const [types = "", alert, data = ""] = line.split("\t");
    if (alert === undefined) return [];
    const texts = data === "" ? [] : [Buffer.from(data.replaceAll(":", ""), "hex").toString()];
    return [...types.split(",").filter((type) => type !== ""), ...(alert === "" ? [] : ["Alert"]), ...texts];
  });
}

/** Frames with a wrong checksum, or that tshark can't make sense of, or that TCP would not send. */
async function complaintsAbout(file: string): Promise<readonly string[]> {
  const checks = ["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"];
  const trouble = "_ws.malformed || _ws.expert.severity >= 0x600000 || tcp.analysis.flags";
  const { log } = await run("tshark", ["-r", file, ...checks, "-Y", trouble, "-T", "fields", "-e", "frame.number"]);
  return log.split("\n").filter((line) => /^\d+$/.test(line));
}

/** What was said on somebody's own hop, as the ladder has it, connection by connection. */
function saidAt(recording: Recording, ...places: readonly string[]): readonly (readonly string[])[] {
  const said = new Map<number, readonly string[]>();
  for (const { event } of recording.steps) {
    if (event.type !== "travels" || !event.path.some((place) => places.includes(place))) continue;
    const packet = artifact(recording, "packet", event.packet);
    const { connection = 1 } = packet;
    said.set(connection, [...(said.get(connection) ?? []), ...saidIn(recording, packet)]);
  }
  return [...said.values()];
}

function saidIn(recording: Recording, packet: PacketArtifact): readonly string[] {
  return packet.message.split(", ").map((name) => {
    if (name === "ApplicationData")
      return textIn(recording, original(recording, packet)) ?? "nothing that anybody knows";
    return TYPES[name] ?? name;
  });
}

/** What a copy was made of that was sent once more: the key log has the secret of both, whoever opened it. */
function original(recording: Recording, packet: PacketArtifact): PacketArtifact {
  const before = packet.changedFrom === null ? packet : artifact(recording, "packet", packet.changedFrom);
  return before.bytes === packet.bytes ? before : packet;
}

async function runOf(id: string, switches: Switches): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
