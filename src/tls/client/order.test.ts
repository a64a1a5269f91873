import { describe, expect, test } from "vitest";
import { pair, pairWithRogueServer } from "../../testing/handshakes.ts";
import { ahead } from "../changes.fixture.ts";
import type { ClientConfig, ServerConfig } from "../config.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Pair } from "../pair.fixture.ts";
import { memoryTickets } from "../tickets.ts";

/** A message of each type (RFC 8446 §4), well formed. */
const MESSAGES: readonly HandshakeMessage[] = [
  {
    type: "client_hello",
    legacyVersion: 0x0303,
    random: new Uint8Array(32),
    legacySessionId: new Uint8Array(),
    cipherSuites: [0x1301],
    legacyCompressionMethods: new Uint8Array(1),
    extensions: [{ type: "supported_versions", versions: [0x0304] }],
  },
  {
    type: "server_hello",
    retry: false,
    legacyVersion: 0x0303,
    random: new Uint8Array(32),
    legacySessionIdEcho: new Uint8Array(),
    cipherSuite: 0x1301,
    legacyCompressionMethod: 0,
    extensions: [{ type: "supported_versions", versions: [0x0304] }],
  },
  { type: "encrypted_extensions", extensions: [] },
  {
    type: "certificate_request",
    context: new Uint8Array(),
    extensions: [{ type: "signature_algorithms", schemes: [0x0403] }],
  },
  { type: "certificate", context: new Uint8Array(), entries: [{ data: new Uint8Array(9), extensions: [] }] },
  { type: "certificate_verify", scheme: 0x0403, signature: new Uint8Array(9) },
  { type: "finished", verifyData: new Uint8Array(32) },
  { type: "end_of_early_data" },
  {
    type: "new_session_ticket",
    lifetime: 9,
    ageAdd: 9,
    nonce: new Uint8Array(1),
    ticket: new Uint8Array(9),
    extensions: [],
  },
  { type: "key_update", requestUpdate: false },
];
const ODD = [
  ["a type that isn’t TLS 1.3’s (hello_request)", Uint8Array.from([0, 0, 0, 0])],
  ["message_hash", Uint8Array.from([254, 0, 0, 1, 0])],
] as const;

type State = Readonly<{
  name: string;
  /** What comes instead comes before this message. */
  next: HandshakeMessage["type"];
  takes: readonly HandshakeMessage["type"][];
  client?: Partial<ClientConfig>;
  server?: Partial<ServerConfig>;
}>;

/** RFC 8446 §A.1. WAIT_CERT is entered by a CertificateRequest. */
const STATES: readonly State[] = [
  { name: "WAIT_SH", next: "server_hello", takes: ["server_hello"] },
  { name: "WAIT_EE", next: "encrypted_extensions", takes: ["encrypted_extensions"] },
  { name: "WAIT_CERT_CR", next: "certificate", takes: ["certificate", "certificate_request"] },
  { name: "WAIT_CERT", next: "certificate", takes: ["certificate"], server: { clientAuthentication: "optional" } },
  { name: "WAIT_CV", next: "certificate_verify", takes: ["certificate_verify"] },
  { name: "WAIT_FINISHED", next: "finished", takes: ["finished"] },
  {
    name: "CONNECTED",
    next: "new_session_ticket",
    takes: ["new_session_ticket", "key_update"],
    server: { tickets: memoryTickets(1000) },
  },
];

async function expectUnexpected(two: Pair, state: string): Promise<void> {
  await two.start();
  expect(two.client.failure).toMatchObject({ code: "unexpected-message", state });
  expect(two.alerts("client")).toEqual(["unexpected_message"]);
  expect(two.client.state).toBe(state);
}

describe.each(STATES)("in $name", ({ name, next, takes, client, server }) => {
  const others = MESSAGES.filter(({ type }) => !takes.includes(type));
  test.each(others)("$type: unexpected_message", async (message) => {
    await expectUnexpected(pairWithRogueServer(ahead(next, message), client, server), name);
  });

  test.each(ODD)("%s: unexpected_message", async (_what, bytes) => {
    await expectUnexpected(pairWithRogueServer(ahead(next, bytes), client, server), name);
  });
});

describe("messages across a change of keys (RFC 8446 §5.1)", () => {
  test("behind a ServerHello in its record: unexpected_message", async () => {
    const two = pair({}, {}, (bytes, from) => {
      const isHello = from === "server" && bytes[0] === 22;
      return [isHello ? withMore(bytes, encodeMessage({ type: "encrypted_extensions", extensions: [] })) : bytes];
    });
    await two.start();
    expect(two.alerts("client")).toEqual(["unexpected_message"]);
    expect(two.client.failure).toMatchObject({ code: "unexpected-record", section: "RFC 8446 §5.1" });
  });
});

/** The first record of these bytes with more at its end. */
function withMore(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  const [type = 0, major = 0, minor = 0, high = 0, low = 0] = bytes;
  const size = high * 256 + low;
  const longer = size + more.length;
  const header = [type, major, minor, longer >> 8, longer & 255];
  return Uint8Array.from([...header, ...bytes.subarray(5, 5 + size), ...more, ...bytes.subarray(5 + size)]);
}
