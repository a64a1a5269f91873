import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../bytes/hex.ts";
import { readVectors, type VectorSource } from "../../testing/vectorFile.ts";
import type { CipherSuiteName } from "../codepoints.ts";
import type { SecretName } from "../events.ts";
import { EarlySecret } from "./secrets.ts";
import { recordsPerKey, SUITES, suiteByCode } from "./suites.ts";

type Session = Readonly<{ suite: CipherSuiteName; psk: Hex | null; shared: Hex }> &
  Readonly<Record<Exclude<SecretName, "binder_key">, Hex>> &
  Readonly<Record<"clientHelloHash" | "serverHelloHash" | "serverFinishedHash" | "clientFinishedHash", Hex>>;

const { sessions } = readVectors<Readonly<{ source: VectorSource; sessions: readonly Session[] }>>("tls13-kdf");

describe("the key schedule (RFC 8446 §7.1)", () => {
  it.each(sessions)("gives NIST's secrets with $suite", (session) => {
    const [hello, both, server, client] = [
      fromHex(session.clientHelloHash),
      fromHex(session.serverHelloHash),
      fromHex(session.serverFinishedHash),
      fromHex(session.clientFinishedHash),
    ];
    const early = new EarlySecret(SUITES[session.suite], session.psk === null ? null : fromHex(session.psk));
    const handshake = early.handshake(fromHex(session.shared));
    const main = handshake.main();
    const found: Record<Exclude<SecretName, "binder_key">, Uint8Array> = {
      early_secret: early.secret,
      client_early_traffic_secret: early.clientTraffic(hello),
      early_exporter_master_secret: early.exporter(hello),
      handshake_secret: handshake.secret,
      client_handshake_traffic_secret: handshake.clientTraffic(both),
      server_handshake_traffic_secret: handshake.serverTraffic(both),
      master_secret: main.secret,
      client_application_traffic_secret: main.clientTraffic(server),
      server_application_traffic_secret: main.serverTraffic(server),
      exporter_master_secret: main.exporter(server),
      resumption_master_secret: main.resumption(client),
    };
    for (const [name, secret] of Object.entries(found)) {
      expect([name, toHex(secret)]).toEqual(Object.entries(session).find(([key]) => key === name));
    }
  });

  it("knows both hashes from the vectors", () => {
    expect(sessions.map(({ suite }) => SUITES[suite].hash)).toEqual(["SHA-256", "SHA-384", "SHA-384"]);
  });

  it("counts no key exchange (psk_ke) as zeros", () => {
    const early = new EarlySecret(SUITES.TLS_AES_256_GCM_SHA384, new Uint8Array(48).fill(1));
    expect(early.handshake(null).secret).toEqual(early.handshake(new Uint8Array(48)).secret);
    expect(early.handshake(null).secret).not.toEqual(early.handshake(new Uint8Array(32)).secret);
  });

  it("keeps the binder keys of tickets and of external PSKs apart", () => {
    const early = new EarlySecret(SUITES.TLS_AES_128_GCM_SHA256, new Uint8Array(32));
    expect(early.binderKey("external")).not.toEqual(early.binderKey("resumption"));
  });
});

describe("the suites", () => {
  it("are found by their numbers, and by no others", () => {
    expect([0x1301, 0x1302, 0x1303].map((code) => suiteByCode(code)?.name)).toEqual([
      "TLS_AES_128_GCM_SHA256",
      "TLS_AES_256_GCM_SHA384",
      "TLS_CHACHA20_POLY1305_SHA256",
    ]);
    expect([0x1304, 0x1305, 0x00ff, 0x0a0a].map(suiteByCode)).toEqual([null, null, null, null]);
  });

  it("bound the records under one AES-GCM key (RFC 8446 §5.5)", () => {
    expect(recordsPerKey(SUITES.TLS_AES_128_GCM_SHA256)).toBe(23726566);
    expect(recordsPerKey(SUITES.TLS_AES_256_GCM_SHA384)).toBe(23726566);
    expect(recordsPerKey(SUITES.TLS_CHACHA20_POLY1305_SHA256)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
