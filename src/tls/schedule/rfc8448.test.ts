import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import { shareFromPrivate } from "../../crypto/groups.ts";
import { digest } from "../../crypto/hash.ts";
import { messagesOf, type TraceMessage } from "../../testing/vectors/rfc8448/messages.ts";
import { resumed } from "../../testing/vectors/rfc8448/resumed.ts";
import { retry } from "../../testing/vectors/rfc8448/retry.ts";
import { simple } from "../../testing/vectors/rfc8448/simple.ts";
import type { Side, Trace } from "../../testing/vectors/rfc8448/trace.ts";
import { traces } from "../../testing/vectors/rfc8448/traces.ts";
import { HANDSHAKE_TYPES, type HandshakeTypeName } from "../codepoints.ts";
import type { SecretName } from "../events.ts";
import { deriveSecret, finishedData, finishedKey, ticketPsk, trafficKeys } from "./derive.ts";
import { EarlySecret } from "./secrets.ts";
import { SUITES } from "./suites.ts";
import { Transcript } from "./transcript.ts";

const suite = SUITES.TLS_AES_128_GCM_SHA256;
type Secrets = Partial<Record<SecretName, Uint8Array>>;

describe("the key schedule, against RFC 8448", () => {
  it.each(traces)("gives the secrets of $section", async (trace) => {
    const { secrets } = await walk(trace);
    for (const [name, hex] of Object.entries(trace.secrets)) expect([name, hexOf(secrets, name)]).toEqual([name, hex]);
    expect(Object.keys(trace.secrets).length).toBeGreaterThanOrEqual(8);
  });

  it.each(traces)("gives the traffic keys of $section", async (trace) => {
    const { secrets } = await walk(trace);
    const names = { early: "early", handshake: "handshake", application: "application" } as const;
    for (const [whose, keys] of Object.entries(trace.keys)) {
      const [side, epoch] = whose.split(" ");
      const found = Object.values(names).find((name) => name === epoch);
      const secret = Object.entries(secrets).find(([name]) => name === `${side}_${found}_traffic_secret`)?.[1];
      const { key, iv } = trafficKeys(suite, secret ?? new Uint8Array(32));
      expect([whose, toHex(key), toHex(iv)]).toEqual([whose, keys.key, keys.iv]);
    }
    expect(Object.keys(trace.keys)).toHaveLength(trace === resumed ? 5 : 4);
  });

  it.each(traces)("gives the salts between the stages of $section", (trace) => {
    const nothing = digest("SHA-256", new Uint8Array());
    const between = (name: SecretName) => toHex(deriveSecret("SHA-256", secretOf(trace, name), "derived", nothing));
    expect(between("early_secret")).toBe(trace.derived.handshake);
    expect(between("handshake_secret")).toBe(trace.derived.master);
  });

  it.each(traces)("gives both Finished of $section", async (trace) => {
    const { finished } = await walk(trace);
    const messages = messagesOf(trace).filter((message) => message.type === HANDSHAKE_TYPES.finished);
    expect(messages.map(({ from }) => from)).toEqual(["server", "client"]);
    for (const { from, bytes } of messages) expect(toHex(finished[from])).toBe(toHex(bytes.subarray(4)));
  });

  it("has ClientHello to ServerHello hashed as §3 and, after a HelloRetryRequest, §5 say", async () => {
    expect(toHex((await walk(simple)).helloHash)).toBe(simple.helloHash);
    expect(toHex((await walk(retry)).helloHash)).toBe(retry.helloHash);
  });

  it("makes the PSK of §3's ticket, with which §4 is resumed", () => {
    const psk = toHex(ticketPsk(suite, secretOf(simple, "resumption_master_secret"), Uint8Array.of(0, 0)));
    expect(psk).toBe(simple.ticketPsk);
    expect(psk).toBe(resumed.psk);
  });

  it("makes the binder of §4, over the ClientHello without its binders", () => {
    const hello = messageOf(resumed, "client_hello").bytes;
    // One binder of 32 bytes behind its length, in a list behind its own length of two bytes (RFC 8446 §4.2.11.2).
    const transcript = new Transcript();
    transcript.use("SHA-256");
    const hash = transcript.hashWith(hello.subarray(0, hello.length - 35));
    expect(toHex(hash)).toBe(resumed.binder?.hash);
    const binderKey = new EarlySecret(suite, fromHex(resumed.psk ?? "")).binderKey("resumption");
    expect(toHex(finishedKey(suite, binderKey))).toBe(resumed.binder?.finishedKey);
    expect(toHex(finishedData(suite, binderKey, hash))).toBe(resumed.binder?.value);
    expect(toHex(hello.subarray(-32))).toBe(resumed.binder?.value);
  });
});

/** Goes through a trace as the ends do: adds each message to the transcript, and takes each secret when it is due. */
async function walk(trace: Trace) {
  const transcript = new Transcript();
  transcript.use("SHA-256");
  const early = new EarlySecret(suite, trace.psk === undefined ? null : fromHex(trace.psk));
  const handshake = early.handshake(await agreed(trace));
  const main = handshake.main();
  const secrets: Secrets = {
    early_secret: early.secret,
    binder_key: early.binderKey("resumption"),
    handshake_secret: handshake.secret,
    master_secret: main.secret,
  };
  const finished: Record<Side, Uint8Array> = { client: new Uint8Array(), server: new Uint8Array() };
  let helloHash = new Uint8Array();
  for (const message of messagesOf(trace)) {
    if (isRetry(trace, message)) transcript.restart();
    if (message.type === HANDSHAKE_TYPES.finished) {
      const base = secrets[`${message.from}_handshake_traffic_secret`] ?? new Uint8Array();
      finished[message.from] = finishedData(suite, base, transcript.hash());
    }
    transcript.add(message.bytes);
    const hash = transcript.hash();
    if (message.type === HANDSHAKE_TYPES.client_hello) {
      secrets.client_early_traffic_secret = early.clientTraffic(hash);
      secrets.early_exporter_master_secret = early.exporter(hash);
    }
    if (message.type === HANDSHAKE_TYPES.server_hello) {
      helloHash = hash;
      secrets.client_handshake_traffic_secret = handshake.clientTraffic(hash);
      secrets.server_handshake_traffic_secret = handshake.serverTraffic(hash);
    }
    if (message.type === HANDSHAKE_TYPES.finished && message.from === "server") {
      secrets.client_application_traffic_secret = main.clientTraffic(hash);
      secrets.server_application_traffic_secret = main.serverTraffic(hash);
      secrets.exporter_master_secret = main.exporter(hash);
    }
    if (message.type === HANDSHAKE_TYPES.finished && message.from === "client") {
      secrets.resumption_master_secret = main.resumption(hash);
    }
  }
  return { secrets, finished, helloHash };
}

/** What the last two shares agree on; each end must find the same. */
async function agreed(trace: Trace): Promise<Uint8Array> {
  const [client, server] = trace.shares.slice(-2);
  if (client === undefined || server === undefined || client.group !== server.group) throw new Error("no two shares");
  if (client.group === "X25519MLKEM768") throw new Error("no such share in RFC 8448");
  const own = await shareFromPrivate(client.group, fromHex(client.privateKey));
  expect(toHex(own.share)).toBe(client.publicKey);
  const shared = await own.agree(fromHex(server.publicKey));
  const other = await shareFromPrivate(client.group, fromHex(server.privateKey));
  expect(await other.agree(own.share)).toEqual(shared);
  if (trace.sharedSecret !== undefined) expect(toHex(shared ?? new Uint8Array())).toBe(trace.sharedSecret);
  return shared ?? new Uint8Array();
}

function isRetry(trace: Trace, message: TraceMessage): boolean {
  const hellos = messagesOf(trace).filter(({ type }) => type === HANDSHAKE_TYPES.server_hello);
  return hellos.length === 2 && toHex(message.bytes) === toHex(hellos[0]?.bytes ?? new Uint8Array());
}

function messageOf(trace: Trace, type: HandshakeTypeName): TraceMessage {
  const found = messagesOf(trace).find((message) => message.type === HANDSHAKE_TYPES[type]);
  if (found === undefined) throw new Error(`no ${type} in ${trace.section}`);
  return found;
}

function secretOf(trace: Trace, name: SecretName): Uint8Array {
  const hex = trace.secrets[name];
  if (hex === undefined) throw new Error(`no ${name} in ${trace.section}`);
  return fromHex(hex);
}

function hexOf(secrets: Secrets, name: string): string {
  return toHex(Object.entries(secrets).find(([key]) => key === name)?.[1] ?? concat());
}
