import { describe, expect, it } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import type { AlertName } from "../codepoints.ts";
import type { ServerConfig, TicketState } from "../config.ts";
import { find } from "../extensions/find.ts";
import type { Extension } from "../extensions/types.ts";
import { EarlySecret } from "../schedule/secrets.ts";
import { acceptClient } from "../server.ts";
import { memoryTickets } from "../tickets.ts";
import { Hand } from "./hand.fixture.ts";
import {
  ALICE_AS_PEER,
  helloWith,
  NOW,
  type Offered,
  PSK,
  serverWith,
  ticketWith,
  withTickets,
} from "./hellos.fixture.ts";

const OURS = utf8("a ticket of ours");
const WRONG = utf8("no ticket of ours");

type Case = Readonly<{
  /** What the server remembers of the ticket. */
  ticket?: Partial<TicketState>;
  /** Identities in the ClientHello; the ticket alone where nothing is said. */
  offered?: readonly Offered[];
  put?: readonly Extension[];
  without?: readonly Extension["type"][];
  config?: Partial<ServerConfig>;
}>;

async function helloTo({ ticket = {}, offered = [{ ticket: OURS }], put = [], without = [], config = {} }: Case) {
  const tickets = memoryTickets(10);
  await tickets.keep(OURS, ticketWith(ticket));
  const client = new Hand(acceptClient(serverWith({ tickets, ...config })), PSK);
  const hello = withTickets(helloWith({ put, without }), offered, client.transcript);
  return { tickets, client, hello };
}

const named = (name: string): Extension => ({ type: "server_name", name });
const early: Extension = { type: "early_data", maxEarlyData: null };
const strangers = (count: number): readonly Offered[] => Array.from({ length: count }, () => ({ ticket: WRONG }));
const otherPsk = new Uint8Array(32).fill(1);

type Rule = Case & Readonly<{ rule: string; section: string; outcome: "resumed" | "full" | AlertName }>;

const rules: readonly Rule[] = [
  { rule: "a ticket of ours", section: "§4.2.11", outcome: "resumed" },
  {
    rule: "no signature_algorithms: a PSK needs none",
    section: "§9.2",
    without: ["signature_algorithms"],
    outcome: "resumed",
  },
  { rule: "a ticket that we don't know", section: "§4.2.11", offered: strangers(1), outcome: "full" },
  {
    rule: "ours behind one that we don't know",
    section: "§4.2.11",
    offered: [...strangers(1), { ticket: OURS }],
    outcome: "resumed",
  },
  {
    rule: "ours as the fourth",
    section: "§4.2.11",
    offered: [...strangers(3), { ticket: OURS }],
    outcome: "resumed",
  },
  {
    rule: "ours as the fifth, where we don't look any more",
    section: "§4.2.11",
    offered: [...strangers(4), { ticket: OURS }],
    outcome: "full",
  },
  {
    rule: "a ticket past its lifetime",
    section: "§4.6.1",
    ticket: { issuedAt: NOW - 7_200_000, lifetime: 7200 },
    outcome: "full",
  },
  {
    rule: "a ticket in its last second",
    section: "§4.6.1",
    ticket: { issuedAt: NOW - 7_199_000, lifetime: 7200 },
    outcome: "resumed",
  },
  {
    rule: "a ticket of a suite with another hash",
    section: "§4.2.11",
    ticket: { suite: "TLS_AES_256_GCM_SHA384", psk: new Uint8Array(48) },
    outcome: "full",
  },
  {
    rule: "a ticket of another suite with the same hash",
    section: "§4.2.11",
    ticket: { suite: "TLS_CHACHA20_POLY1305_SHA256" },
    outcome: "resumed",
  },
  {
    rule: "a ticket for another name",
    section: "§4.6.1",
    ticket: { serverName: "bob.example" },
    put: [named("mallory.example")],
    outcome: "full",
  },
  {
    rule: "a ticket for this name",
    section: "§4.6.1",
    ticket: { serverName: "bob.example" },
    put: [named("bob.example")],
    outcome: "resumed",
  },
  {
    rule: "a ticket with another application protocol",
    section: "§4.2.10",
    ticket: { alpn: "h2" },
    outcome: "resumed",
  },
  {
    rule: "a ticket without a client's identity, where that is required",
    section: "§4.3.2",
    config: { clientAuthentication: "required" },
    outcome: "full",
  },
  {
    rule: "a ticket with a client's identity, where that is required",
    section: "§4.3.2",
    ticket: { peer: ALICE_AS_PEER },
    config: { clientAuthentication: "required" },
    outcome: "resumed",
  },
  {
    rule: "a ticket without a client's identity, where that is optional",
    section: "§4.3.2",
    config: { clientAuthentication: "optional" },
    outcome: "resumed",
  },
  { rule: "a server without a store", section: "§4.2.11", config: { tickets: null }, outcome: "full" },
  {
    rule: "psk_ke as the only mode",
    section: "§4.2.9",
    put: [{ type: "psk_key_exchange_modes", modes: [0] }],
    outcome: "full",
  },
  {
    rule: "a binder made with another secret",
    section: "RFC 8446 §4.2.11.2",
    offered: [{ ticket: OURS, psk: otherPsk }],
    outcome: "decrypt_error",
  },
  {
    rule: "a wrong binder of an identity that isn't chosen",
    section: "§4.2.11",
    offered: [{ ticket: OURS }, { ticket: WRONG, psk: otherPsk }],
    outcome: "resumed",
  },
];

describe("a ClientHello with pre_shared_key", () => {
  it.each(rules)("with $rule ($section): $outcome", async ({ outcome, section, ...row }) => {
    const { client, hello } = await helloTo(row);
    await client.sendBytes(hello);
    if (outcome !== "full" && outcome !== "resumed") {
      expect(client.alert).toBe(outcome);
      expect(client.connection.failure).toMatchObject({ section });
      return;
    }
    const types = client.messages.map(({ type }) => type);
    expect(types.includes("certificate")).toBe(outcome === "full");
    expect(types.includes("certificate_request")).toBe(
      outcome === "full" && row.config?.clientAuthentication === "required",
    );
    if (types.includes("certificate_request")) return;
    await client.finish();
    expect(client.connection.negotiated).toMatchObject({ resumed: outcome === "resumed" });
  });

  it("with one bit of the binder changed: decrypt_error (RFC 8446 §4.2.11.2)", async () => {
    const { client, hello } = await helloTo({});
    await client.sendBytes(hello.map((byte, i) => (i === hello.length - 1 ? byte ^ 1 : byte)));
    expect([client.alert, client.connection.failure]).toMatchObject(["decrypt_error", { identity: 0 }]);
  });

  it("with one bit changed before the binder: decrypt_error", async () => {
    const { client, hello } = await helloTo({});
    const random = 10;
    await client.sendBytes(hello.map((byte, i) => (i === random ? byte ^ 1 : byte)));
    expect(client.alert).toBe("decrypt_error");
  });

  it("says which identity was chosen", async () => {
    const { client, hello } = await helloTo({ offered: [...strangers(2), { ticket: OURS }] });
    await client.sendBytes(hello);
    const extensions = client.got("server_hello")?.extensions ?? [];
    expect(find(extensions, "pre_shared_key_selected")).toMatchObject({ selected: 2 });
  });

  it("spends its ticket: the same hello again is a full handshake (§8.1)", async () => {
    const { client, hello, tickets } = await helloTo({});
    await client.sendBytes(hello);
    const again = new Hand(acceptClient(serverWith({ tickets })), PSK);
    await again.sendBytes(hello);
    expect([client.got("certificate"), again.got("certificate")?.type]).toEqual([null, "certificate"]);
  });

  it("gives back who the client was", async () => {
    const { client, hello } = await helloTo({ ticket: { peer: ALICE_AS_PEER } });
    await client.sendBytes(hello);
    await client.finish();
    expect(client.connection.negotiated?.peer).toEqual(ALICE_AS_PEER);
  });
});

describe("early data", () => {
  const allowed: Case = { ticket: { maxEarlyData: 100 }, config: { maxEarlyData: 100 }, put: [early] };

  async function sendEarly(row: Case, ...data: readonly Uint8Array[]) {
    const { client, hello } = await helloTo(row);
    await client.sendBytes(hello);
    const afterHello = client.messages.length;
    const { suite } = client;
    const { transcript } = new Hand(client.connection);
    transcript.use(suite.hash);
    const secret = new EarlySecret(suite, PSK).clientTraffic(transcript.hashWith(hello));
    client.protect("early", secret);
    for (const one of data) await client.sendData(one);
    expect(client.messages.length).toBe(afterHello);
    return client;
  }

  const dataOf = (client: Hand) => client.events.flatMap((event) => (event.type === "data" ? [event] : []));

  it("is taken, and marked as such", async () => {
    const client = await sendEarly(allowed, utf8("GET"), utf8(" /"));
    expect(find(client.got("encrypted_extensions")?.extensions ?? [], "early_data")).not.toBeNull();
    await client.send({ type: "end_of_early_data" });
    await client.finish();
    await client.sendData(utf8("later"));
    expect(dataOf(client)).toEqual([
      { type: "data", data: utf8("GET"), early: true },
      { type: "data", data: utf8(" /"), early: true },
      { type: "data", data: utf8("later"), early: false },
    ]);
    expect(client.connection.negotiated).toMatchObject({ resumed: true, earlyData: "accepted" });
    expect(client.events.flatMap((event) => (event.type === "state" ? [event.to] : []))).toEqual([
      "RECVD_CH",
      "NEGOTIATED",
      "WAIT_EOED",
      "WAIT_FLIGHT2",
      "WAIT_FINISHED",
      "CONNECTED",
    ]);
  });

  const refusals: readonly (Case & Readonly<{ why: string }>)[] = [
    { ...allowed, why: "the server takes none", config: {} },
    { ...allowed, why: "the server takes less than it did", config: { maxEarlyData: 99 } },
    { ...allowed, why: "the ticket allows none", ticket: {} },
    { ...allowed, why: "the ticket is unknown", offered: strangers(1) },
    { ...allowed, why: "it isn't the first identity", offered: [...strangers(1), { ticket: OURS }] },
    { ...allowed, why: "the age is 10.001 s too much", offered: [{ ticket: OURS, age: 11_001 }] },
    {
      ...allowed,
      why: "the age is 10.001 s too little",
      ticket: { maxEarlyData: 100, issuedAt: NOW - 11_001 },
      offered: [{ ticket: OURS, age: 1000 }],
    },
    { ...allowed, why: "the age is not hidden as it should be", ticket: { maxEarlyData: 100, ageAdd: 123_456_789 } },
    { ...allowed, why: "the application protocol is another", ticket: { maxEarlyData: 100, alpn: "h2" } },
    { ...allowed, why: "the suite is another", ticket: { maxEarlyData: 100, suite: "TLS_CHACHA20_POLY1305_SHA256" } },
  ];

  it.each(refusals)("is passed over where $why (§4.2.10, §8)", async (row) => {
    const client = await sendEarly(row, utf8("GET"), utf8(" /"));
    expect(find(client.got("encrypted_extensions")?.extensions ?? [], "early_data")).toBeNull();
    await client.finish();
    await client.sendData(utf8("later"));
    expect(dataOf(client)).toEqual([{ type: "data", data: utf8("later"), early: false }]);
    expect(client.connection.negotiated).toMatchObject({ earlyData: "rejected" });
    expect(client.events).toContainEqual({ type: "early-data", accepted: false });
  });

  it.each([
    ["to the very millisecond", { ticket: { maxEarlyData: 100 }, offered: [{ ticket: OURS, age: 1000 }] }],
    ["10 s off", { ticket: { maxEarlyData: 100 }, offered: [{ ticket: OURS, age: 11_000 }] }],
    [
      "across the end of 32 bits",
      { ticket: { maxEarlyData: 100, ageAdd: 0xffff_ffff }, offered: [{ ticket: OURS, age: 999 }] },
    ],
  ])("is taken where the age is right %s (§8.3)", async (_how, row) => {
    const client = await sendEarly({ ...allowed, ...row }, utf8("GET"));
    expect(dataOf(client)).toEqual([{ type: "data", data: utf8("GET"), early: true }]);
  });

  it("is taken up to what the ticket allows, over all records together", async () => {
    const client = await sendEarly(allowed, new Uint8Array(60), new Uint8Array(40));
    expect([client.alert, dataOf(client).length]).toEqual([null, 2]);
    await client.sendData(new Uint8Array(1));
    expect(client.alert).toBe("unexpected_message");
    expect(client.connection.failure).toMatchObject({ code: "too-much", limit: 100, section: "RFC 8446 §4.2.10" });
  });

  it("is passed over up to a bound only", async () => {
    const client = await sendEarly({ ...allowed, config: {} }, new Uint8Array(16384));
    expect(client.alert).toBeNull();
    await client.sendData(new Uint8Array(1));
    expect(client.alert).toBe("bad_record_mac");
  });

  it("ends with EndOfEarlyData: Finished under its keys is refused (§4.5)", async () => {
    const client = await sendEarly(allowed);
    await client.send(client.finished());
    expect(client.alert).toBe("unexpected_message");
    expect(client.connection.failure).toMatchObject({ state: "WAIT_EOED", wanted: ["end_of_early_data"] });
  });

  it("ends with EndOfEarlyData: without it, the next keys open nothing (§4.5)", async () => {
    const client = await sendEarly(allowed);
    await client.finish();
    expect(client.alert).toBe("bad_record_mac");
  });

  it("has nothing behind EndOfEarlyData under its keys (§5.1)", async () => {
    const client = await sendEarly(allowed);
    await client.send({ type: "end_of_early_data" }, client.finished());
    expect(client.alert).toBe("unexpected_message");
  });

  it("may be answered before the client's Finished", async () => {
    const client = await sendEarly(allowed, utf8("GET"));
    const { bytes } = await client.connection.write(utf8("here"));
    expect(bytes[0]).toBe(23);
  });
});
