import { describe, expect, it } from "vitest";
import { ALERTS, type AlertName, NAMED_GROUPS, PSK_MODES, SIGNATURE_SCHEMES, VERSIONS } from "../codepoints.ts";
import type { ServerConfig } from "../config.ts";
import type { Extension, KeyShareEntry } from "../extensions/types.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { ClientHello } from "../messages/types.ts";
import { acceptClient } from "../server.ts";
import { helloWith, plainRecord, serverWith, shareOf } from "./hellos.fixture.ts";

type Rule = Readonly<{
  rule: string;
  section: string;
  hello: ClientHello;
  /** Null: it is taken. */
  alert: AlertName | null;
  config?: Partial<ServerConfig>;
}>;

const unknownTicket: Extension = {
  type: "pre_shared_key",
  identities: [{ identity: new Uint8Array(32), obfuscatedTicketAge: 0 }],
  binders: [new Uint8Array(32)],
  bindersSize: 35,
};
const groupsOf = (...groups: readonly (keyof typeof NAMED_GROUPS)[]): Extension => ({
  type: "supported_groups",
  groups: groups.map((group) => NAMED_GROUPS[group]),
});
const sharesOf = (...shares: readonly KeyShareEntry[]): Extension => ({ type: "key_share", shares });
const broken = (group: keyof typeof NAMED_GROUPS, size: number, fill: number): KeyShareEntry => ({
  group: NAMED_GROUPS[group],
  keyExchange: new Uint8Array(size).fill(fill),
});
const named = (name: string): Extension => ({ type: "server_name", name });
const protocols = (...names: readonly string[]): Extension => ({
  type: "application_layer_protocol_negotiation",
  protocols: names,
});

const rules: readonly Rule[] = [
  { rule: "a plain good one", section: "RFC 8446 §4.1.2", hello: helloWith(), alert: null },
  {
    rule: "SSL 3.0 as legacy_version, whatever supported_versions says",
    section: "RFC 8446 §D.5",
    hello: helloWith({ legacyVersion: 0x0300 }),
    alert: "protocol_version",
  },
  {
    rule: "another legacy_version is not looked at",
    section: "RFC 8446 §4.2.1",
    hello: helloWith({ legacyVersion: VERSIONS["TLS 1.0"] }),
    alert: null,
  },
  {
    rule: "no supported_versions: TLS 1.2",
    section: "RFC 8446 §4.2.1",
    hello: helloWith({ without: ["supported_versions"] }),
    alert: "protocol_version",
  },
  {
    rule: "no extensions at all",
    section: "RFC 8446 §4.2.1",
    hello: { ...helloWith(), extensions: [] },
    alert: "protocol_version",
  },
  {
    rule: "supported_versions without TLS 1.3",
    section: "RFC 8446 §4.2.1",
    hello: helloWith({ put: [{ type: "supported_versions", versions: [VERSIONS["TLS 1.2"], 0x7a7a] }] }),
    alert: "protocol_version",
  },
  {
    rule: "TLS 1.2 with compression is TLS 1.2 first of all",
    section: "RFC 8446 §4.2.1",
    hello: helloWith({ without: ["supported_versions"], legacyCompressionMethods: Uint8Array.of(1, 0) }),
    alert: "protocol_version",
  },
  {
    rule: "TLS 1.3 among others",
    section: "RFC 8446 §4.2.1",
    hello: helloWith({ put: [{ type: "supported_versions", versions: [0x7a7a, VERSIONS["TLS 1.2"], 0x0304] }] }),
    alert: null,
  },
  {
    rule: "a compression method beside null",
    section: "RFC 8446 §4.1.2",
    hello: helloWith({ legacyCompressionMethods: Uint8Array.of(1, 0) }),
    alert: "illegal_parameter",
  },
  {
    rule: "a compression method in place of null",
    section: "RFC 8446 §4.1.2",
    hello: helloWith({ legacyCompressionMethods: Uint8Array.of(1) }),
    alert: "illegal_parameter",
  },
  {
    rule: "no common suite",
    section: "RFC 8446 §4.1.1",
    hello: helloWith({ cipherSuites: [0xc02f, 0x1304] }),
    alert: "handshake_failure",
  },
  {
    rule: "a suite that this server is not to use",
    section: "RFC 8446 §4.1.1",
    hello: helloWith(),
    config: { suites: ["TLS_AES_256_GCM_SHA384"] },
    alert: "handshake_failure",
  },
  {
    rule: "no signature_algorithms, and no PSK",
    section: "RFC 8446 §9.2",
    hello: helloWith({ without: ["signature_algorithms"] }),
    alert: "missing_extension",
  },
  {
    rule: "no signature_algorithms, and a PSK that we don't know",
    section: "RFC 8446 §4.2.3",
    hello: helloWith({ without: ["signature_algorithms"], put: [unknownTicket] }),
    alert: "missing_extension",
  },
  {
    rule: "supported_groups without key_share",
    section: "RFC 8446 §9.2",
    hello: helloWith({ without: ["key_share"] }),
    alert: "missing_extension",
  },
  {
    rule: "key_share without supported_groups",
    section: "RFC 8446 §9.2",
    hello: helloWith({ without: ["supported_groups"] }),
    alert: "missing_extension",
  },
  {
    rule: "key_share without supported_groups, with a PSK",
    section: "RFC 8446 §9.2",
    hello: helloWith({ without: ["supported_groups"], put: [unknownTicket] }),
    alert: "missing_extension",
  },
  {
    rule: "neither supported_groups nor key_share, and no PSK",
    section: "RFC 8446 §9.2",
    hello: helloWith({ without: ["supported_groups", "key_share"] }),
    alert: "missing_extension",
  },
  {
    rule: "neither of the two, with a PSK: there is no group for psk_dhe_ke",
    section: "RFC 8446 §4.1.1",
    hello: helloWith({ without: ["supported_groups", "key_share"], put: [unknownTicket] }),
    alert: "handshake_failure",
  },
  {
    rule: "a share of a group that supported_groups doesn't have",
    section: "RFC 8446 §4.2.8",
    hello: helloWith({ put: [groupsOf("secp256r1"), sharesOf(shareOf("x25519"))] }),
    alert: "illegal_parameter",
  },
  {
    rule: "two shares of one group",
    section: "RFC 8446 §4.2.8",
    hello: helloWith({ put: [sharesOf(shareOf("x25519"), shareOf("x25519"))] }),
    alert: "illegal_parameter",
  },
  {
    rule: "shares in another order than supported_groups",
    section: "RFC 8446 §4.2.8",
    hello: helloWith({ put: [sharesOf(shareOf("secp256r1"), shareOf("x25519"))] }),
    alert: "illegal_parameter",
  },
  {
    rule: "shares in that order, with gaps",
    section: "RFC 8446 §4.2.8",
    hello: helloWith({ put: [sharesOf(shareOf("x25519"), shareOf("secp384r1"))] }),
    alert: null,
  },
  ...(
    [
      ["an X25519 share of zeros", broken("x25519", 32, 0)],
      ["an X25519 share that is too long", broken("x25519", 33, 9)],
      ["a P-256 share off its curve", broken("secp256r1", 65, 4)],
      ["a P-256 share that is too short", broken("secp256r1", 64, 4)],
      ["a P-384 share off its curve", broken("secp384r1", 97, 4)],
      ["a hybrid share that is too short", broken("X25519MLKEM768", 1215, 9)],
      ["a hybrid share with numbers that aren't below ML-KEM's modulus", broken("X25519MLKEM768", 1216, 0xff)],
      ["a hybrid share with X25519's zeros", broken("X25519MLKEM768", 1216, 0)],
    ] as const
  ).map(
    ([rule, share]): Rule => ({
      rule,
      section: "RFC 8446 §4.2.8",
      hello: helloWith({
        put: [groupsOf("x25519", "secp256r1", "secp384r1", "X25519MLKEM768"), sharesOf(share)],
      }),
      alert: "illegal_parameter",
    }),
  ),
  {
    rule: "no common group",
    section: "RFC 8446 §4.1.1",
    hello: helloWith({ put: [{ type: "supported_groups", groups: [0x0019, 0x0100] }, sharesOf()] }),
    alert: "handshake_failure",
  },
  {
    rule: "a name that isn't ours",
    section: "RFC 6066 §3",
    hello: helloWith({ put: [named("mallory.example")] }),
    config: { serverNames: ["bob.example"] },
    alert: "unrecognized_name",
  },
  {
    rule: "our name in other letters",
    section: "RFC 6066 §3",
    hello: helloWith({ put: [named("BOB.example")] }),
    config: { serverNames: ["Bob.Example"] },
    alert: null,
  },
  {
    rule: "no name",
    section: "RFC 6066 §3",
    hello: helloWith(),
    config: { serverNames: ["bob.example"] },
    alert: null,
  },
  {
    rule: "no common application protocol",
    section: "RFC 7301 §3.2",
    hello: helloWith({ put: [protocols("h2", "http/1.1")] }),
    config: { alpn: ["smtp"] },
    alert: "no_application_protocol",
  },
  {
    rule: "application protocols that we don't ask for",
    section: "RFC 7301 §3.2",
    hello: helloWith({ put: [protocols("h2")] }),
    alert: null,
  },
  {
    rule: "no common signature scheme",
    section: "RFC 8446 §4.4.2.2",
    hello: helloWith({ put: [{ type: "signature_algorithms", schemes: [SIGNATURE_SCHEMES.ed25519, 0x0401] }] }),
    alert: "handshake_failure",
  },
  {
    rule: "a scheme that this server is not to use",
    section: "RFC 8446 §4.4.2.2",
    hello: helloWith(),
    config: { schemes: ["ed25519"] },
    alert: "handshake_failure",
  },
  {
    rule: "pre_shared_key without psk_key_exchange_modes",
    section: "RFC 8446 §4.2.9",
    hello: helloWith({ without: ["psk_key_exchange_modes"], put: [unknownTicket] }),
    alert: "missing_extension",
  },
  {
    rule: "a PSK that we don't know: a full handshake",
    section: "RFC 8446 §4.2.11",
    hello: helloWith({ put: [unknownTicket] }),
    alert: null,
  },
  {
    rule: "a cookie that nobody gave",
    section: "RFC 8446 §4.2.2",
    hello: helloWith({ put: [{ type: "cookie", cookie: Uint8Array.of(1) }] }),
    alert: "illegal_parameter",
  },
  {
    rule: "record_size_limit below 64",
    section: "RFC 8449 §4",
    hello: helloWith({ put: [{ type: "record_size_limit", limit: 63 }] }),
    alert: "illegal_parameter",
  },
  {
    rule: "record_size_limit beyond what TLS 1.3 has",
    section: "RFC 8449 §4",
    hello: helloWith({ put: [{ type: "record_size_limit", limit: 65535 }] }),
    alert: null,
  },
  {
    rule: "post_handshake_auth, GREASE and other strangers",
    section: "RFC 8446 §4.2",
    hello: helloWith({
      put: [
        { type: "unread", code: 0x0a0a, data: new Uint8Array() },
        { type: "post_handshake_auth" },
        { type: "padding", size: 100 },
      ],
    }),
    alert: null,
  },
  {
    rule: "psk_ke as the only mode: no resumption with us, and no harm",
    section: "RFC 8446 §4.2.9",
    hello: helloWith({ put: [{ type: "psk_key_exchange_modes", modes: [PSK_MODES.psk_ke] }, unknownTicket] }),
    alert: null,
  },
];

describe("a server takes or refuses a ClientHello", () => {
  it.each(rules)("$rule ($section): $alert", async ({ section, hello, alert, config }) => {
    const connection = acceptClient(serverWith(config));
    const { bytes } = await connection.receive(plainRecord(encodeMessage(hello)));
    if (alert === null) {
      expect([connection.failure, connection.state]).toEqual([null, "WAIT_FINISHED"]);
      return;
    }
    expect(bytes).toEqual(Uint8Array.of(21, 3, 3, 0, 2, 2, ALERTS[alert]));
    expect(connection.failure).toMatchObject({ section });
  });
});
