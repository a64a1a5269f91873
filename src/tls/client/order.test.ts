import { describe, expect, test } from "vitest";
import { pair, pairWithRogueServer, people } from "../../testing/handshakes.ts";
import { ahead } from "../changes.fixture.ts";
import type { ClientConfig, ServerConfig } from "../config.ts";
import { MESSAGES, ODD_MESSAGES } from "../everyMessage.fixture.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Pair } from "../pair.fixture.ts";
import { memoryTickets } from "../tickets.ts";

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

describe.each(STATES)("§4: in $name", ({ name, next, takes, client, server }) => {
  const others = MESSAGES.filter(({ type }) => !takes.includes(type));
  test.each(others)("$type: unexpected_message", async (message) => {
    await expectUnexpected(pairWithRogueServer(ahead(next, message), client, server), name);
  });

  test.each(ODD_MESSAGES)("%s: unexpected_message", async (_what, bytes) => {
    await expectUnexpected(pairWithRogueServer(ahead(next, bytes), client, server), name);
  });
});

test("§4.6.2: a CertificateRequest after the handshake, as we never send post_handshake_auth", async () => {
  const request: HandshakeMessage = {
    type: "certificate_request",
    context: Uint8Array.of(1),
    extensions: [{ type: "signature_algorithms", schemes: [0x0403] }],
  };
  const tickets = { tickets: memoryTickets(1) };
  const identities = [people.identities["P-256"]];
  const two = pairWithRogueServer(ahead("new_session_ticket", request), { identities }, tickets);
  await expectUnexpected(two, "CONNECTED");
  const hello = two.seen("client", "message").find(({ message }) => message.type === "client_hello")?.message;
  expect(hello?.type === "client_hello" && hello.extensions.map(({ type }) => type)).not.toContain(
    "post_handshake_auth",
  );
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

  test("a ticket behind Finished in its record: unexpected_message", async () => {
    const ticket = MESSAGES.filter(({ type }) => type === "new_session_ticket");
    const two = pairWithRogueServer((message) => (message.type === "finished" ? [message, ...ticket] : [message]));
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
