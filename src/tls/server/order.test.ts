import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../../bytes/text.ts";
import { pair, pairWithRogueClient, people } from "../../testing/handshakes.ts";
import { ahead } from "../changes.fixture.ts";
import type { ClientConfig, ServerConfig } from "../config.ts";
import { MESSAGES, ODD_MESSAGES } from "../everyMessage.fixture.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Pair } from "../pair.fixture.ts";
import type { Change } from "../rogue.fixture.ts";
import { acceptClient } from "../server.ts";
import { memoryTickets } from "../tickets.ts";
import { Hand } from "./hand.fixture.ts";
import { helloWith, plainRecord, serverWith } from "./hellos.fixture.ts";

type State = Readonly<{
  name: string;
  state: string;
  /** What comes instead comes before this message, or before the second one of its type. */
  next: HandshakeMessage["type"];
  times?: 1 | 2;
  client?: Partial<ClientConfig>;
  server?: Partial<ServerConfig>;
}>;

const mutual: Partial<ServerConfig> = { clientAuthentication: "required" };
const alice: Partial<ClientConfig> = { identities: [people.identities["P-256"]] };

/** RFC 8446 §A.2, but for CONNECTED. */
const STATES: readonly State[] = [
  { name: "START", state: "START", next: "client_hello" },
  {
    name: "START, after a HelloRetryRequest",
    state: "START",
    next: "client_hello",
    times: 2,
    server: { cookie: true },
  },
  { name: "WAIT_EOED", state: "WAIT_EOED", next: "end_of_early_data", client: { earlyData: utf8("early") } },
  { name: "WAIT_CERT", state: "WAIT_CERT", next: "certificate", client: alice, server: mutual },
  { name: "WAIT_CV", state: "WAIT_CV", next: "certificate_verify", client: alice, server: mutual },
  { name: "WAIT_FINISHED", state: "WAIT_FINISHED", next: "finished" },
];

/** The same, from the message's second time on. */
function fromSecond(type: HandshakeMessage["type"], change: Change): Change {
  let seen = 0;
  return (message, conversation) => {
    if (message.type === type) seen += 1;
    return seen < 2 ? [message] : change(message, conversation);
  };
}

async function rogue(
  { next, times = 1, client = {}, server = {} }: State,
  more: HandshakeMessage | Uint8Array<ArrayBuffer>,
) {
  const config = { tickets: memoryTickets(2), maxEarlyData: 100, ...server };
  const first = pair({}, config);
  if (client.earlyData) await first.start();
  const session = first.seen("client", "session")[0]?.session ?? null;
  const change = ahead(next, more);
  return pairWithRogueClient(times === 1 ? change : fromSecond(next, change), { ...client, session }, config);
}

async function expectUnexpected(two: Pair, state: string): Promise<void> {
  await two.start();
  expect(two.server.failure).toMatchObject({ code: "unexpected-message", state });
  expect(two.alerts("server")).toEqual(["unexpected_message"]);
  expect(two.seen("server", "connected")).toHaveLength(0);
}

describe.each(STATES)("§4: in $name", (row) => {
  test.each(MESSAGES.filter(({ type }) => type !== row.next))("$type: unexpected_message", async (message) => {
    await expectUnexpected(await rogue(row, message), row.state);
  });

  test.each(ODD_MESSAGES)("%s: unexpected_message", async (_what, bytes) => {
    await expectUnexpected(await rogue(row, bytes), row.state);
  });
});

describe("§4: in CONNECTED", () => {
  const others = MESSAGES.filter(({ type }) => type !== "key_update").map(
    (message) => [message.type, encodeMessage(message)] as const,
  );
  test.each([...others, ...ODD_MESSAGES])("%s: unexpected_message", async (_what, bytes) => {
    const client = new Hand(acceptClient(serverWith()));
    await client.send(helloWith());
    await client.finish();
    expect(client.connection.state).toBe("CONNECTED");
    await client.sendBytes(bytes);
    expect([client.alert, client.connection.failure]).toMatchObject([
      "unexpected_message",
      { code: "unexpected-message", state: "CONNECTED" },
    ]);
  });
});

test("§5.1: more behind a ClientHello in its record, where the keys change: unexpected_message", async () => {
  const server = acceptClient(serverWith());
  const more = encodeMessage({ type: "end_of_early_data" });
  const { events } = await server.receive(plainRecord(concat(encodeMessage(helloWith()), more)));
  expect(events).toContainEqual(expect.objectContaining({ direction: "sent", alert: "unexpected_message" }));
  expect(server.failure).toMatchObject({ code: "unexpected-record", section: "RFC 8446 §5.1" });
});
