import { describe, expect, it } from "vitest";
import type { AlertName } from "../codepoints.ts";
import { CIPHER_SUITES, NAMED_GROUPS, SIGNATURE_SCHEMES } from "../codepoints.ts";
import type { ServerConfig } from "../config.ts";
import { find } from "../extensions/find.ts";
import type { Extension } from "../extensions/types.ts";
import type { ClientHello } from "../messages/types.ts";
import { acceptClient } from "../server.ts";
import { memoryTickets } from "../tickets.ts";
import { Hand } from "./hand.fixture.ts";
import { helloWith, PSK, serverWith, shareOf, ticketWith, withTickets } from "./hellos.fixture.ts";

/** The server wants P-384; the client's first share is of X25519. */
const wantsP384: Partial<ServerConfig> = { groups: ["secp384r1"] };
const wantsCookie: Partial<ServerConfig> = { cookie: true };
const p384Share: Extension = { type: "key_share", shares: [shareOf("secp384r1")] };
const ticket = (name: number): Extension => ({
  type: "pre_shared_key",
  identities: [{ identity: Uint8Array.of(name), obfuscatedTicketAge: 0 }],
  binders: [new Uint8Array(32)],
  bindersSize: 35,
});
const ticketTwice: Extension = {
  type: "pre_shared_key",
  identities: [
    { identity: Uint8Array.of(1), obfuscatedTicketAge: 0 },
    { identity: Uint8Array.of(2), obfuscatedTicketAge: 0 },
  ],
  binders: [new Uint8Array(32), new Uint8Array(32)],
  bindersSize: 68,
};

type Rule = Readonly<{
  rule: string;
  section: string;
  first?: ClientHello;
  /** Given the server's cookie. */
  second: (cookie: Extension) => ClientHello;
  alert: AlertName | null;
  config?: Partial<ServerConfig>;
}>;

const section = "RFC 8446 §4.1.2";
const illegal = "illegal_parameter";
const rules: readonly Rule[] = [
  { rule: "the share that was asked for", section, second: () => helloWith({ put: [p384Share] }), alert: null },
  {
    rule: "another random",
    section,
    second: () => helloWith({ put: [p384Share], random: new Uint8Array(32) }),
    alert: illegal,
  },
  {
    rule: "another version",
    section,
    second: () => helloWith({ put: [p384Share], legacyVersion: 0x0302 }),
    alert: illegal,
  },
  {
    rule: "another session id",
    section,
    second: () => helloWith({ put: [p384Share], legacySessionId: Uint8Array.of(1) }),
    alert: illegal,
  },
  {
    rule: "another list of suites",
    section,
    second: () => helloWith({ put: [p384Share], cipherSuites: [...helloWith().cipherSuites, 0x1302] }),
    alert: illegal,
  },
  {
    rule: "another compression",
    section,
    second: () => helloWith({ put: [p384Share], legacyCompressionMethods: Uint8Array.of(0, 1) }),
    alert: illegal,
  },
  {
    rule: "an extension more",
    section,
    second: () => helloWith({ put: [p384Share, { type: "post_handshake_auth" }] }),
    alert: illegal,
  },
  {
    rule: "an extension less",
    section,
    second: () => helloWith({ put: [p384Share], without: ["psk_key_exchange_modes"] }),
    alert: illegal,
  },
  {
    rule: "an extension that changed",
    section,
    second: () =>
      helloWith({ put: [p384Share, { type: "signature_algorithms", schemes: [SIGNATURE_SCHEMES.ed25519] }] }),
    alert: illegal,
  },
  {
    rule: "an extension unknown to us that changed",
    section,
    first: helloWith({ put: [{ type: "unread", code: 0x0a0a, data: Uint8Array.of(1) }] }),
    second: () => helloWith({ put: [p384Share, { type: "unread", code: 0x0a0a, data: Uint8Array.of(2) }] }),
    alert: illegal,
  },
  {
    rule: "the versions that changed",
    section,
    second: () => helloWith({ put: [p384Share, { type: "supported_versions", versions: [0x0303] }] }),
    alert: illegal,
  },
  {
    rule: "other padding",
    section,
    first: helloWith({ put: [{ type: "padding", size: 10 }] }),
    second: () => helloWith({ put: [p384Share, { type: "padding", size: 90 }] }),
    alert: null,
  },
  {
    rule: "its extensions in another order",
    section,
    second: () => {
      const hello = helloWith({ put: [p384Share] });
      return { ...hello, extensions: [...hello.extensions].reverse() };
    },
    alert: null,
  },
  { rule: "the old share", section, second: () => helloWith(), alert: illegal },
  { rule: "no share", section, second: () => helloWith({ put: [{ type: "key_share", shares: [] }] }), alert: illegal },
  {
    rule: "two shares",
    section,
    second: () => helloWith({ put: [{ type: "key_share", shares: [shareOf("x25519"), shareOf("secp384r1")] }] }),
    alert: illegal,
  },
  {
    rule: "early data again",
    section: "RFC 8446 §4.2.10",
    first: helloWith({ put: [{ type: "early_data", maxEarlyData: null }] }),
    second: () => helloWith({ put: [p384Share, { type: "early_data", maxEarlyData: null }] }),
    alert: illegal,
  },
  {
    rule: "early data no more",
    section: "RFC 8446 §4.2.10",
    first: helloWith({ put: [{ type: "early_data", maxEarlyData: null }] }),
    second: () => helloWith({ put: [p384Share] }),
    alert: null,
  },
  {
    rule: "a PSK that was not there",
    section,
    second: () => helloWith({ put: [p384Share, ticket(1)] }),
    alert: illegal,
  },
  {
    rule: "a PSK in place of another",
    section,
    first: helloWith({ put: [ticket(1)] }),
    second: () => helloWith({ put: [p384Share, ticket(2)] }),
    alert: illegal,
  },
  {
    rule: "one PSK less",
    section,
    first: helloWith({ put: [ticketTwice] }),
    second: () => helloWith({ put: [p384Share, ticket(2)] }),
    alert: null,
  },
  {
    rule: "no PSK any more",
    section,
    first: helloWith({ put: [ticket(1)] }),
    second: () => helloWith({ put: [p384Share] }),
    alert: null,
  },
  {
    rule: "a cookie where none was given",
    section: "RFC 8446 §4.2.2",
    second: () => helloWith({ put: [p384Share, { type: "cookie", cookie: Uint8Array.of(1) }] }),
    alert: illegal,
  },
  {
    rule: "our cookie",
    section: "RFC 8446 §4.2.2",
    second: (cookie) => helloWith({ put: [cookie] }),
    config: wantsCookie,
    alert: null,
  },
  {
    rule: "our cookie, and a share",
    section: "RFC 8446 §4.2.2",
    second: (cookie) => helloWith({ put: [cookie, p384Share] }),
    config: { ...wantsCookie, ...wantsP384 },
    alert: null,
  },
  {
    rule: "our cookie, and a share that changed unasked",
    section,
    second: (cookie) => helloWith({ put: [cookie, p384Share] }),
    config: wantsCookie,
    alert: illegal,
  },
  {
    rule: "no cookie",
    section: "RFC 8446 §4.2.2",
    second: () => helloWith(),
    config: wantsCookie,
    alert: "missing_extension",
  },
  {
    rule: "another cookie",
    section: "RFC 8446 §4.2.2",
    second: () => helloWith({ put: [{ type: "cookie", cookie: new Uint8Array(32) }] }),
    config: wantsCookie,
    alert: illegal,
  },
];

const cookieOf = (client: Hand): Extension =>
  find(client.got("server_hello")?.extensions ?? [], "cookie") ?? { type: "cookie", cookie: Uint8Array.of(0) };

describe("after a HelloRetryRequest, the second ClientHello", () => {
  it.each(rules)(
    "with $rule ($section): $alert",
    async ({ first = helloWith(), second, config = wantsP384, ...row }) => {
      const connection = acceptClient(serverWith(config));
      const client = new Hand(connection);
      await client.send(first);
      expect(client.got("server_hello")).toMatchObject({ retry: true });
      await client.send(second(cookieOf(client)));
      expect(client.alert).toBe(row.alert);
      if (row.alert === null) {
        await client.finish();
        expect(connection.negotiated).toMatchObject({ retried: true });
      } else {
        expect(connection.failure).toMatchObject({ section: row.section });
      }
    },
  );
});

describe("a HelloRetryRequest", () => {
  it("asks for a group, the server's first in common, and keeps to its suite", async () => {
    const config = serverWith({ groups: ["X25519MLKEM768", "secp384r1", "secp256r1"] });
    const client = new Hand(acceptClient(config));
    await client.send(helloWith({ cipherSuites: [CIPHER_SUITES.TLS_AES_256_GCM_SHA384] }));
    expect(client.got("server_hello")).toMatchObject({
      retry: true,
      cipherSuite: CIPHER_SUITES.TLS_AES_256_GCM_SHA384,
      extensions: [
        { type: "key_share_retry", group: NAMED_GROUPS.secp384r1 },
        { type: "supported_versions", versions: [0x0304] },
      ],
    });
  });

  it("is not sent where a common group has a share, though another is preferred", async () => {
    const client = new Hand(acceptClient(serverWith({ groups: ["secp384r1", "x25519"] })));
    await client.send(helloWith());
    expect(client.got("server_hello")).toMatchObject({ retry: false });
  });

  it("asks for no share where there is one, only for the cookie", async () => {
    const client = new Hand(acceptClient(serverWith(wantsCookie)));
    await client.send(helloWith());
    const types = client.got("server_hello")?.extensions.map(({ type }) => type);
    expect(types).toEqual(["cookie", "supported_versions"]);
  });

  it("has the one change_cipher_spec behind it where the client sent a session id (§D.4)", async () => {
    const legacySessionId = new Uint8Array(32).fill(5);
    const client = new Hand(acceptClient(serverWith(wantsP384)));
    await client.send(helloWith({ legacySessionId }));
    expect([client.dummies, client.got("server_hello")?.legacySessionIdEcho]).toEqual([1, legacySessionId]);
    await client.send(helloWith({ legacySessionId, put: [p384Share] }));
    expect([client.dummies, client.got("finished")?.type]).toEqual([1, "finished"]);
  });

  it("is part of what the binders of the second ClientHello cover (§4.2.11.2)", async () => {
    const tickets = memoryTickets(1);
    const name = Uint8Array.of(1, 2, 3);
    await tickets.keep(name, ticketWith());
    const client = new Hand(acceptClient(serverWith({ ...wantsP384, tickets })), PSK);
    await client.sendBytes(withTickets(helloWith(), [{ ticket: name }], client.transcript));
    await client.sendBytes(withTickets(helloWith({ put: [p384Share] }), [{ ticket: name }], client.transcript));
    await client.finish();
    expect(client.connection.negotiated).toMatchObject({ resumed: true, retried: true });
  });

  it("leaves the ticket's binder wrong where that covers the second ClientHello alone", async () => {
    const tickets = memoryTickets(1);
    const name = Uint8Array.of(1, 2, 3);
    await tickets.keep(name, ticketWith());
    const client = new Hand(acceptClient(serverWith({ ...wantsP384, tickets })), PSK);
    await client.sendBytes(withTickets(helloWith(), [{ ticket: name }], client.transcript));
    const alone = new Hand(client.connection).transcript;
    await client.sendBytes(withTickets(helloWith({ put: [p384Share] }), [{ ticket: name }], alone));
    expect(client.alert).toBe("decrypt_error");
  });
});

it("one HelloRetryRequest asks for cookie and share, and no other follows", async () => {
  const connection = acceptClient(serverWith({ ...wantsCookie, ...wantsP384 }));
  const client = new Hand(connection);
  await client.send(helloWith());
  await client.send(helloWith({ put: [cookieOf(client), p384Share] }));
  const states = client.events.flatMap((event) => (event.type === "state" ? [event.to] : []));
  expect(states).toEqual(["RECVD_CH", "START", "RECVD_CH", "NEGOTIATED", "WAIT_FLIGHT2", "WAIT_FINISHED"]);
});

describe("early data before a HelloRetryRequest is passed over (§4.2.10)", () => {
  const sealed = (size: number) => Uint8Array.of(23, 3, 3, size >> 8, size & 0xff, ...new Uint8Array(size));
  const early: Extension = { type: "early_data", maxEarlyData: null };

  it("whatever it holds", async () => {
    const client = new Hand(acceptClient(serverWith(wantsP384)));
    await client.send(helloWith({ put: [early] }));
    await client.connection.receive(sealed(1000));
    await client.connection.receive(sealed(100));
    await client.send(helloWith({ put: [p384Share] }));
    await client.finish();
    expect(client.connection.negotiated).toMatchObject({ retried: true, earlyData: "rejected" });
  });

  it("up to a bound", async () => {
    const client = new Hand(acceptClient(serverWith(wantsP384)));
    await client.send(helloWith({ put: [early] }));
    await client.connection.receive(sealed(16384));
    await client.connection.receive(sealed(1000));
    expect(client.connection.failure).toMatchObject({ code: "unexpected-record", section: "RFC 8446 §4.2.10" });
  });

  it("but not where none was announced", async () => {
    const client = new Hand(acceptClient(serverWith(wantsP384)));
    await client.send(helloWith());
    await client.connection.receive(sealed(100));
    expect(client.connection.failure).toMatchObject({ code: "unexpected-record" });
  });
});
