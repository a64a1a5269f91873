import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../bytes/text.ts";
import { expectWorking, pair, pairWithRogueServer, people } from "../testing/handshakes.ts";
import { NOW } from "../testing/people.ts";
import { on } from "./changes.fixture.ts";
import type { ClientConfig, ServerConfig, Session } from "./config.ts";
import { type Line, type Pair, whole } from "./pair.fixture.ts";
import { memoryTickets } from "./tickets.ts";

/** A first handshake with its server's configuration, and the sessions it left the client. */
async function firstVisit(
  client: Partial<ClientConfig> = {},
  server: Partial<ServerConfig> = {},
): Promise<Readonly<{ sessions: readonly Session[]; config: Partial<ServerConfig>; first: Pair }>> {
  const config = { tickets: memoryTickets(100), ...server };
  const first = pair(client, config);
  await first.start();
  await expectWorking(first);
  return { sessions: first.seen("client", "session").map(({ session }) => session), config, first };
}

function theOne(sessions: readonly Session[]): Session {
  const [session] = sessions;
  if (session === undefined) throw new Error("no session");
  return session;
}

describe("resumption (RFC 8446 §4.6.1, §4.2.11)", () => {
  test.each(["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"] as const)(
    "%s: without certificates, and each end still knows who the other is",
    async (suite) => {
      const identities = [people.identities.Ed25519];
      const client = { suites: [suite], identities };
      const { sessions, config } = await firstVisit(client, { clientAuthentication: "required" });
      expect(sessions).toHaveLength(2);
      const two = pair({ ...client, session: theOne(sessions) }, config);
      await two.start();
      await expectWorking(two);
      expect(two.client.negotiated).toMatchObject({ resumed: true, suite, peerScheme: null, ownScheme: null });
      expect(two.client.negotiated?.peer?.path).toEqual(people.identities["P-256"].path);
      expect(two.server.negotiated?.peer?.path).toEqual(people.identities.Ed25519.path);
      const types = two.seen("client", "message").map(({ message }) => message.type);
      expect(types).not.toContain("certificate");
      expect(two.states("client")).toEqual(["WAIT_SH", "WAIT_EE", "WAIT_FINISHED", "CONNECTED"]);
    },
  );

  test("a ticket serves once; the second time there is a full handshake", async () => {
    const { sessions, config } = await firstVisit();
    const session = theOne(sessions);
    for (const resumed of [true, false]) {
      const two = pair({ session }, config);
      await two.start();
      await expectWorking(two);
      expect(two.client.negotiated?.resumed).toBe(resumed);
    }
  });

  test("through a HelloRetryRequest, with a new binder", async () => {
    const { sessions, config } = await firstVisit();
    const two = pair(
      { session: theOne(sessions), groups: ["x25519", "secp256r1"] },
      { ...config, groups: ["secp256r1"] },
    );
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated).toMatchObject({ resumed: true, retried: true });
  });

  test("a HelloRetryRequest with a suite of another hash ends the offer of the PSK", async () => {
    const { sessions, config } = await firstVisit({ suites: ["TLS_AES_128_GCM_SHA256"] });
    const two = pair(
      { session: theOne(sessions), groups: ["x25519", "secp256r1"] },
      { ...config, suites: ["TLS_AES_256_GCM_SHA384"], groups: ["secp256r1"] },
    );
    await two.start();
    await expectWorking(two);
    const hellos = two
      .seen("client", "message")
      .flatMap(({ message }) => (message.type === "client_hello" ? message : []));
    expect(hellos.map(({ extensions }) => extensions.at(-1)?.type)).toEqual(
      ["pre_shared_key", "cookie"].slice(0, 1).concat("key_share"),
    );
    expect(two.client.negotiated).toMatchObject({ resumed: false, retried: true, suite: "TLS_AES_256_GCM_SHA384" });
  });

  test("with another suite of the same hash", async () => {
    const { sessions, config } = await firstVisit({ suites: ["TLS_AES_128_GCM_SHA256"] });
    const two = pair({ session: theOne(sessions), suites: ["TLS_CHACHA20_POLY1305_SHA256"] }, config);
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated).toMatchObject({ resumed: true, suite: "TLS_CHACHA20_POLY1305_SHA256" });
  });

  test.each<[string, Partial<ClientConfig>]>([
    ["for another server", { serverName: "elsewhere" }],
    ["past its lifetime", { now: () => NOW + 7201 * 1000 }],
    ["from the future", { now: () => NOW - 1 }],
    ["whose hash no suite has", { suites: ["TLS_AES_256_GCM_SHA384"] }],
  ])("a session %s isn’t offered", async (_why, change) => {
    const { sessions, config } = await firstVisit({ suites: ["TLS_AES_128_GCM_SHA256"] });
    const verifyPeer: ClientConfig["verifyPeer"] = (path) => people.verifyPeer(path, "client");
    const two = pair({ session: theOne(sessions), verifyPeer, ...change }, config);
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated?.resumed).toBe(false);
    const [hello] = two.seen("client", "message");
    expect(hello?.message.type === "client_hello" && hello.message.extensions.map(({ type }) => type)).not.toContain(
      "pre_shared_key",
    );
  });

  test("tickets over the limit are dropped", async () => {
    const { sessions } = await firstVisit({ limits: { tickets: 3 } }, { ticketCount: 5 });
    expect(sessions).toHaveLength(3);
    expect(new Set(sessions.map(({ psk }) => psk.join()))).toHaveProperty("size", 3);
  });

  test.each([
    [32_768, 1],
    [32_769, 0],
  ])("a ticket of %i bytes leaves %i sessions: a ClientHello has room for no more", async (size, sessions) => {
    const change = on("new_session_ticket", (message) => ({ ...message, ticket: new Uint8Array(size) }));
    const two = pairWithRogueServer(change, {}, { tickets: memoryTickets(10), ticketCount: 1 });
    await two.start();
    await expectWorking(two);
    expect(two.seen("client", "session")).toHaveLength(sessions);
  });

  test("the clock may go back between two ClientHellos (§4.2.11.1)", async () => {
    const { sessions, config } = await firstVisit();
    const session = { ...theOne(sessions), ageAdd: 5 };
    const times = [NOW, NOW - 1000];
    const two = pair(
      { session, groups: ["x25519", "secp256r1"], now: () => times.shift() ?? NOW },
      { ...config, groups: ["secp256r1"] },
    );
    await two.start();
    await expectWorking(two);
    const ages = two
      .seen("client", "message")
      .flatMap(({ message }) => (message.type === "client_hello" ? message.extensions : []))
      .flatMap((extension) => (extension.type === "pre_shared_key" ? extension.identities : []))
      .map(({ obfuscatedTicketAge }) => obfuscatedTicketAge);
    expect(ages).toEqual([5, 5]);
  });
});

describe("a ticket’s lifetime (RFC 8446 §4.6.1)", () => {
  const seven = 7 * 24 * 3600;

  async function given(lifetime: number): Promise<readonly number[]> {
    const change = on("new_session_ticket", (message) => ({ ...message, lifetime }));
    const two = pairWithRogueServer(change, {}, { tickets: memoryTickets(10), ticketCount: 1 });
    await two.start();
    await expectWorking(two);
    return two.seen("client", "session").map(({ session }) => session.lifetime);
  }

  test("none at all: the ticket is dropped", async () => {
    expect(await given(0)).toEqual([]);
  });

  test("seven days at most, whatever the server says", async () => {
    expect(await given(seven)).toEqual([seven]);
    expect(await given(seven + 1)).toEqual([seven]);
  });

  test("and no chain of sessions outlives seven days without a certificate", async () => {
    const { sessions, config } = await firstVisit({}, { ticketLifetime: seven });
    const first = theOne(sessions);
    expect(first.authenticatedAt).toBe(NOW);
    const later = NOW + (seven - 10) * 1000;
    const second = pair({ session: first, now: () => later }, { ...config, now: () => later });
    await second.start();
    await expectWorking(second);
    const [next] = second.seen("client", "session").map(({ session }) => session);
    expect([second.client.negotiated?.resumed, next?.authenticatedAt]).toEqual([true, NOW]);
    // A server that gave the longest lifetime again would be believed, were it not for `authenticatedAt`.
    const stretched = { ...(next ?? first), lifetime: seven };
    const tooLate = NOW + (seven + 1) * 1000;
    const third = pair({ session: stretched, now: () => tooLate }, { ...config, now: () => tooLate });
    await third.start();
    await expectWorking(third);
    expect(third.client.negotiated?.resumed).toBe(false);
    const [hello] = third.seen("client", "message");
    const offered = hello?.message.type === "client_hello" ? hello.message.extensions.map(({ type }) => type) : [];
    expect(offered).not.toContain("pre_shared_key");
  });
});

describe("0-RTT (RFC 8446 §4.2.10)", () => {
  const earlyData = utf8("GET / HTTP/1.0\r\n\r\n");

  async function visitAgain(
    client: Partial<ClientConfig>,
    server: Partial<ServerConfig>,
    line: Line = whole,
    first: Partial<ClientConfig> = {},
  ): Promise<Pair> {
    const { sessions, config } = await firstVisit(first, { maxEarlyData: 1000, alpn: ["h2", "http/1.1"] });
    const two = pair({ session: theOne(sessions), earlyData, ...first, ...client }, { ...config, ...server }, line);
    await two.start();
    return two;
  }

  test.each([true, false])(
    "is taken, and comes before the handshake is complete (compatibility mode: %s)",
    async (on) => {
      const two = await visitAgain({ compatibility: on }, {});
      expect(two.seen("server", "data")).toEqual([{ type: "data", data: earlyData, early: true }]);
      expect(two.client.negotiated?.earlyData).toBe("accepted");
      expect(two.server.negotiated?.earlyData).toBe("accepted");
      expect(two.seen("client", "early-data")).toEqual([{ type: "early-data", accepted: true }]);
      await expectWorking(two);
      const sent = two.seen("client", "message").filter(({ direction }) => direction === "sent");
      expect(sent.map(({ message, epoch }) => [message.type, epoch])).toEqual([
        ["client_hello", "initial"],
        ["end_of_early_data", "early"],
        ["finished", "handshake"],
      ]);
    },
  );

  test("in many small records", async () => {
    const long = new Uint8Array(1000).fill(7);
    const two = await visitAgain({ earlyData: long, fragmentSize: 9 }, {});
    expect(two.data("server")).toEqual(long);
    await expectWorking(two);
  });

  test.each<[string, Partial<ClientConfig>, Partial<ServerConfig>]>([
    ["the server has lost the ticket", {}, { tickets: memoryTickets(1) }],
    ["the server takes no early data any more", {}, { maxEarlyData: 0 }],
    ["the server chooses another suite", {}, { suites: ["TLS_CHACHA20_POLY1305_SHA256"] }],
    ["the server chooses another suite, of another hash", {}, { suites: ["TLS_AES_256_GCM_SHA384"] }],
    ["the server chooses another protocol", { alpn: ["h2", "http/1.1"] }, { alpn: ["http/1.1"] }],
  ])("is passed over where %s", async (_why, client, server) => {
    const two = await visitAgain(client, server, whole, { alpn: ["h2"] });
    expect(two.seen("client", "early-data")).toEqual([{ type: "early-data", accepted: false }]);
    expect(two.client.negotiated?.earlyData).toBe("rejected");
    expect(two.data("server")).toHaveLength(0);
    await expectWorking(two);
  });

  test.each([true, false])("is dropped after a HelloRetryRequest (compatibility mode: %s)", async (compatibility) => {
    const client = { groups: ["x25519", "secp256r1"], compatibility } as const;
    const two = await visitAgain(client, { groups: ["secp256r1"] });
    expect(two.client.negotiated).toMatchObject({ earlyData: "rejected", retried: true, resumed: true });
    expect(two.data("server")).toHaveLength(0);
    await expectWorking(two);
  });

  test("isn’t sent where it is more than the session allows, or the protocol isn’t offered again", async () => {
    for (const client of [{ earlyData: new Uint8Array(1001) }, { alpn: ["http/1.1"] }]) {
      const two = await visitAgain(client, {}, whole, { alpn: ["h2"] });
      expect(two.client.negotiated).toMatchObject({ earlyData: "none", resumed: true });
      expect(two.seen("client", "early-data")).toEqual([]);
      await expectWorking(two);
    }
  });

  test("the server may answer before the handshake is complete", async () => {
    const { sessions, config } = await firstVisit({}, { maxEarlyData: 1000 });
    const two = pair({ session: theOne(sessions), earlyData }, config);
    const hello = await two.client.start();
    const flight = await two.server.receive(hello.bytes);
    expect(two.server.state).toBe("WAIT_EOED");
    const answer = await two.server.write(utf8("answer"));
    const { events } = await two.client.receive(concat(flight.bytes, answer.bytes));
    expect(events.filter(({ type }) => type === "data")).toEqual([
      { type: "data", data: utf8("answer"), early: false },
    ]);
  });
});
