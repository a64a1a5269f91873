import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parseRecording, serializeRecording } from "../player/recordingFile.ts";
import { wordsAt } from "../player/words.ts";
import { howItWent } from "../scenes/live/ending.ts";
import { liveScene } from "../scenes/live/scene.ts";
import { captureOf } from "../sim/capture/capture.ts";
import { artifact } from "../sim/lookup.ts";
import type { Recording } from "../sim/recording.ts";
import type { Bench } from "./harness/bench.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import { readLab } from "./harness/lab.ts";
import { run } from "./harness/process.ts";
import { bobOnStage } from "./live/bobOnStage.ts";

/**
 * Real programs in Alice's place, with Bob and Mallory of the stage at the other end: what they say of it, what the
 * recording says of it, and that the recording is one like any other.
 */

const { folder, peers } = readLab();

type Switches = Readonly<Record<string, string>>;
type Called = Readonly<{ code: number | null; log: string; recording: Recording; grown: readonly number[] }>;

/** What is switched, what curl is told besides, its exit code, what it says, and how it went by the recording. */
const CURL: readonly (readonly [Switches, readonly string[], number, RegExp, RegExp])[] = [
  [{}, [], 0, /Hello from Bob/, /^asked Bob, and was answered$/],
  [{ mallory: "eavesdrop" }, [], 0, /Hello from Bob/, /^asked Bob, and was answered$/],
  [{ mallory: "impersonate" }, [], 60, /self.signed certificate/, /^refused Mallory: unknown_ca$/],
  [{ mallory: "impersonate", forgery: "unknown-authority" }, [], 60, /certificate/, /^refused Mallory: unknown_ca$/],
  [
    { mallory: "impersonate", forgery: "missing-middle" },
    [],
    60,
    /issuer certificate/,
    /^refused Mallory: unknown_ca$/,
  ],
  [{ mallory: "impersonate", forgery: "expired" }, [], 60, /expired/, /^refused Mallory: certificate_expired$/],
  [{ mallory: "impersonate", forgery: "wrong-name" }, [], 60, /subject name/, /^hung up on Mallory without a request$/],
  [{ mallory: "impersonate", forgery: "stolen" }, [], 35, /bad signature/, /^refused Mallory: decrypt_error$/],
  [{ mallory: "impersonate", forgery: "genuine" }, [], 0, /password once more/, /^fooled: it asked Mallory$/],
  [{ mallory: "relay" }, ["-k"], 0, /Hello from Bob/, /^fooled: Mallory read question and answer$/],
  [{ asks: "ask" }, [], 0, /nobody \(it sent no certificate\)/, /^asked Bob, and was answered$/],
  [{ asks: "require" }, [], 56, /certificate required/, /^was refused by Bob: certificate_required$/],
  [{ asks: "require" }, ["--cert"], 0, /CN=alice\.example/, /^asked Bob, and was answered$/],
];

withPeer("curl", () => {
  for (const [switches, more, code, says, went] of CURL) {
    peerCase(`is on stage: ${JSON.stringify(switches)} ${more.join(" ")}`.trim(), async (bench) => {
      const called = await byCurl(bench, switches, more);
      expect([called.code, called.log]).toEqual([code, expect.stringMatching(says)]);
      expect(howItWent(called.recording)).toMatch(went);
      expectOrdinary(called);
    });
  }
});

withPeer("openssl", () => {
  peerCase("is on stage, and goes by the name that it asks for", async (bench) => {
    const bob = await bobAt(bench, {});
    const args = ["-connect", `127.0.0.1:${bob.port}`, "-servername", "bob.example", "-CAfile", bob.ca, "-ign_eof"];
    const client = bench.start("openssl", ["s_client", ...args, "-verify_return_error"]);
    await client.say("GET / HTTP/1.0\r\n\r\n");
    const { code, log } = await client.done();
    const recording = await recordingOf(bob);
    expect([code, log]).toEqual([0, expect.stringContaining("name asked for: bob.example")]);
    expectOrdinary({ code, log, recording, grown: bob.grown });
  });
});

withPeer("tshark", () => {
  if ("why" in peers.curl) return notRun("reads the capture of a real client", peers.curl.why);
  for (const [switches, more] of [
    [{}, []],
    [{ mallory: "relay" }, ["-k"]],
    [{ asks: "require" }, ["--cert"]],
  ] as const) {
    peerCase(`reads the capture of a real client: ${JSON.stringify(switches)}`, async (bench) => {
      const { recording } = await byCurl(bench, switches, more);
      const file = join(folder, `live-${Object.values(switches).join("-")}.pcapng`);
      writeFileSync(file, captureOf(recording));
      expect(await typesIn(file)).toEqual(typesBy(recording));
    });
  }
});

async function bobAt(bench: Bench, switches: Switches) {
  const bob = await bobOnStage(switches);
  bench.atEnd(bob.close);
  const [ca, own] = ["ca", "client"].map((name) => join(folder, `live-${bob.port}-${name}.pem`));
  if (ca === undefined || own === undefined) throw new TypeError("no names");
  writeFileSync(ca, bob.live.pem);
  writeFileSync(own, bob.live.visitor);
  return { ...bob, ca, own };
}

async function byCurl(bench: Bench, switches: Switches, more: readonly string[]): Promise<Called> {
  const bob = await bobAt(bench, switches);
  const own = more.flatMap((flag) => (flag === "--cert" ? [flag, bob.own] : [flag]));
  const place = ["--connect-to", `bob.example:443:127.0.0.1:${bob.port}`];
  const args = ["-q", "-sS", "--noproxy", "*", "--max-time", "20", ...place, "--cacert", bob.ca, ...own];
  const curl = bench.start("curl", [...args, "https://bob.example/"]);
  curl.endInput();
  const { code, log } = await curl.done();
  return { code, log, recording: await recordingOf(bob), grown: bob.grown };
}

async function recordingOf({ recordings }: Awaited<ReturnType<typeof bobOnStage>>): Promise<Recording> {
  const [recording] = await Promise.all(recordings);
  if (recording === undefined) throw new Error("nobody called");
  return recording;
}

/** It grew step by step, has words for all of them at both depths, and can be loaded from a file. */
function expectOrdinary({ recording, grown }: Called): void {
  expect(grown).toEqual(recording.steps.slice(0, -1).map((_, i) => i + 1));
  expect(parseRecording(serializeRecording(recording))).toEqual({ ok: true, recording });
  for (let index = 0; index <= recording.steps.length; index++) {
    const { title, story, protocol, tick } = wordsAt(liveScene, recording, index);
    for (const words of [title, story, protocol, tick]) expect(words).not.toMatch(/^$|undefined|null/);
  }
  // A real program holds nothing that could be seen.
  const { keys = [], channels = [] } = recording.steps.at(-1)?.world.actors.alice ?? {};
  expect(keys.filter(({ part }) => part !== "public")).toEqual([]);
  expect(channels).toEqual([]);
}

const TYPES: Readonly<Record<string, string>> = {
  ...{ ClientHello: "1", ServerHello: "2", EncryptedExtensions: "8", Certificate: "11", CertificateRequest: "13" },
  ...{ CertificateVerify: "15", Finished: "20" },
};

/** The handshake's messages on the program's own hop, in order. */
function typesBy(recording: Recording): readonly string[] {
  return recording.steps.flatMap(({ event }) => {
    if (event.type !== "travels" || !event.path.includes("alice")) return [];
    const { message } = artifact(recording, "packet", event.packet);
    return message.split(", ").flatMap((name) => TYPES[name] ?? []);
  });
}

/** The same as tshark finds it, decrypting with what the file holds. */
async function typesIn(file: string): Promise<readonly string[]> {
  const wanted = ["-Y", "tcp.stream == 0", "-T", "fields", "-e", "tls.handshake.type"];
  const { log } = await run("tshark", ["-r", file, ...wanted]);
  return log.split("\n").flatMap((line) => (/^[\d,]+$/.test(line) ? line.split(",") : []));
}
