import { describe, expect, test } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { clientConfig, pairWithRogueServer } from "../../testing/handshakes.ts";
import { casesOf, isOf, onHello, onRetry, plus, type Row, share, swap, unread, without } from "../changes.fixture.ts";
import { connectClient } from "../client.ts";
import { type AlertName, CIPHER_SUITES, NAMED_GROUPS, VERSIONS } from "../codepoints.ts";
import type { ClientConfig } from "../config.ts";
import type { Extension } from "../extensions/types.ts";
import { RETRY_RANDOM } from "../messages/retry.ts";
import type { ServerHello } from "../messages/types.ts";
import type { Change } from "../rogue.fixture.ts";

const version = (code: number): Extension => ({ type: "supported_versions", versions: [code] });
const wants = (group: number): Extension => ({ type: "key_share_retry", group });

/** A ServerHello of an older version, from a server that says in its random that it could do better (§4.1.3). */
function downgraded(last: number) {
  return (message: ServerHello) => {
    const random = Uint8Array.from(message.random);
    random.set([...utf8("DOWNGRD"), last], 24);
    return { random, ...without("supported_versions")(message) };
  };
}

const SERVER_HELLO: readonly Row<Partial<ClientConfig>>[] = [
  ["§4.1.3", "legacy_version is 0x0303", onHello(() => ({ legacyVersion: 0x0304 })), "illegal_parameter"],
  ["§4.1.3", "our session id", onHello(() => ({ legacySessionIdEcho: new Uint8Array(32) })), "illegal_parameter"],
  ["§4.1.3", "not none", onHello(() => ({ legacySessionIdEcho: new Uint8Array() })), "illegal_parameter"],
  ["§4.1.3", "no compression", onHello(() => ({ legacyCompressionMethod: 1 })), "illegal_parameter"],
  ["§4.1.3", "a suite of TLS 1.3", onHello(() => ({ cipherSuite: 0xc02f })), "illegal_parameter"],
  [
    "§4.1.3",
    "a suite that we offered",
    onHello(() => ({ cipherSuite: CIPHER_SUITES.TLS_AES_256_GCM_SHA384 })),
    "illegal_parameter",
    { suites: ["TLS_AES_128_GCM_SHA256"] },
  ],
  ["§4.2.1", "selected_version is TLS 1.3", onHello(swap(version(VERSIONS["TLS 1.2"]))), "illegal_parameter"],
  ["§4.2.1", "TLS 1.2 of an honest server", onHello(without("supported_versions")), "protocol_version"],
  ["§4.1.3", "TLS 1.2 where 1.3 was possible", onHello(downgraded(1)), "illegal_parameter"],
  ["§4.1.3", "TLS 1.1 where more was possible", onHello(downgraded(0)), "illegal_parameter"],
  ["§4.1.3", "something like the mark of a downgrade", onHello(downgraded(2)), "protocol_version"],
  ["§4.2", "nothing unknown", onHello(plus(unread(0x1a2b))), "unsupported_extension"],
  ["§4.2", "no PSK unasked", onHello(plus({ type: "pre_shared_key_selected", selected: 0 })), "unsupported_extension"],
  ["§9.2", "key_share", onHello(without("key_share")), "missing_extension"],
  ["§4.2.8", "a group that we offered", onHello(swap(share(0x0100, 32))), "illegal_parameter"],
  ["§4.2.8", "a group with a share", onHello(swap(share(NAMED_GROUPS.secp256r1, 65))), "illegal_parameter"],
  ["§7.4.2", "X25519: 32 bytes", onHello(swap(share(NAMED_GROUPS.x25519, 31))), "illegal_parameter"],
  ["§7.4.2", "X25519: a secret but zero", onHello(swap(share(NAMED_GROUPS.x25519, 32))), "illegal_parameter"],
  [
    "§4.2.8.2",
    "a point on P-256",
    onHello(swap(share(NAMED_GROUPS.secp256r1, 65))),
    "illegal_parameter",
    { groups: ["secp256r1"] },
  ],
  [
    "§4.2.8",
    "a hybrid share of its size",
    onHello(swap(share(NAMED_GROUPS.X25519MLKEM768, 1119))),
    "illegal_parameter",
    { groups: ["X25519MLKEM768"] },
  ],
];

const AGAIN = {
  retry: true,
  random: RETRY_RANDOM,
  extensions: [version(VERSIONS["TLS 1.3"]), wants(NAMED_GROUPS.secp256r1)],
};
const twice: Change = (message) => [isOf(message, "server_hello") ? { ...message, ...AGAIN } : message];

const RETRY: readonly Row<Partial<ClientConfig>>[] = [
  ["§4.1.4", "only one", twice, "unexpected_message"],
  ["§4.2.8", "a group that we offered", onRetry(swap(wants(NAMED_GROUPS.X25519MLKEM768))), "illegal_parameter"],
  ["§4.2.8", "a group that we know", onRetry(swap(wants(0x0100))), "illegal_parameter"],
  ["§4.2.8", "a group without a share", onRetry(swap(wants(NAMED_GROUPS.x25519))), "illegal_parameter"],
  ["§4.1.4", "something changes", onRetry(without("key_share_retry")), "illegal_parameter"],
  ["§4.1.4", "supported_versions", onRetry(without("supported_versions")), "missing_extension"],
  ["§4.2.1", "selected_version is TLS 1.3", onRetry(swap(version(VERSIONS["TLS 1.2"]))), "illegal_parameter"],
  ["§4.1.4", "nothing unknown", onRetry(plus(unread(0x1a2b))), "unsupported_extension"],
  ["§4.1.4", "our session id", onRetry(() => ({ legacySessionIdEcho: new Uint8Array() })), "illegal_parameter"],
  ["§4.1.4", "no compression", onRetry(() => ({ legacyCompressionMethod: 1 })), "illegal_parameter"],
  ["§4.1.4", "a suite that we offered", onRetry(() => ({ cipherSuite: 0x1304 })), "illegal_parameter"],
  [
    "§4.2.2",
    "a cookie that leaves room",
    onRetry(plus({ type: "cookie", cookie: new Uint8Array(20_000) })),
    "unexpected_message",
  ],
  [
    "§4.1.4",
    "ServerHello has the same suite",
    onHello(() => ({ cipherSuite: CIPHER_SUITES.TLS_CHACHA20_POLY1305_SHA256 })),
    "illegal_parameter",
  ],
  ["§4.2.8", "and the same group", onHello(swap(share(NAMED_GROUPS.x25519, 32))), "illegal_parameter"],
  ["§4.1.4", "and the same version", onHello(without("supported_versions")), "illegal_parameter"],
];

async function expectRefusal(
  change: Change,
  alert: AlertName,
  client: Partial<ClientConfig>,
  groups: readonly "secp256r1"[] | null,
) {
  const two = pairWithRogueServer(change, client, groups === null ? {} : { groups });
  await two.start();
  expect(two.alerts("client")).toEqual([alert]);
  expect(two.seen("client", "failed")).toEqual([{ type: "failed", failure: two.client.failure }]);
  expect(two.seen("client", "connected")).toHaveLength(0);
  expect(two.client.state).toBe("WAIT_SH");
}

describe("ServerHello", () => {
  test.each(casesOf(SERVER_HELLO, {}))("$section: $rule", async ({ change, alert, setting }) => {
    await expectRefusal(change, alert, setting, null);
  });
});

describe("HelloRetryRequest", () => {
  test.each(casesOf(RETRY, {}))("$section: $rule", async ({ change, alert }) => {
    await expectRefusal(change, alert, { groups: ["x25519", "secp256r1", "secp384r1"] }, ["secp256r1"]);
  });
});

describe("a configuration that contradicts itself", () => {
  test.each<[string, Partial<ClientConfig>]>([
    ["no suites", { suites: [] }],
    ["no groups", { groups: [] }],
    ["no schemes", { schemes: [] }],
    ["shares that aren’t of the groups", { groups: ["x25519"], shares: ["secp256r1"] }],
    ["shares in another order", { groups: ["x25519", "secp256r1"], shares: ["secp256r1", "x25519"] }],
    ["a share twice", { groups: ["x25519"], shares: ["x25519", "x25519"] }],
    ["a record size limit under 64", { recordSizeLimit: 63 }],
    ["and one over 16385", { recordSizeLimit: 16386 }],
    ["fragments of nothing", { fragmentSize: 0 }],
  ])("%s: RangeError", (_what, client) => {
    expect(() => connectClient(clientConfig(client))).toThrow(RangeError);
  });
});
