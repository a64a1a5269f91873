import { describe, expect, it } from "vitest";
import { generateKeyPair } from "../../crypto/keys.ts";
import { signingKeyOf, verifySignature } from "../../crypto/signatures.ts";
import { CERTIFICATE_SCHEMES, NAMED_GROUPS, SIGNATURE_SCHEMES } from "../codepoints.ts";
import type { Identity, ServerConfig, TicketState, TicketStore } from "../config.ts";
import type { Extension } from "../extensions/types.ts";
import { signedContent } from "../handshake/authenticate.ts";
import { encodeMessage } from "../messages/codec.ts";
import { Transcript } from "../schedule/transcript.ts";
import { acceptClient } from "../server.ts";
import { Hand } from "./hand.fixture.ts";
import { BOB, helloWith, NOW, PSK, serverWith, shareOf, ticketWith, withTickets } from "./hellos.fixture.ts";

async function answered(config: Partial<ServerConfig>, put: readonly Extension[] = []): Promise<Hand> {
  const client = new Hand(acceptClient(serverWith(config)));
  await client.send(helloWith({ put }));
  return client;
}

const typesOf = (client: Hand) => client.messages.map(({ type }) => type);
const name: Extension = { type: "server_name", name: "bob.example" };
const protocols: Extension = { type: "application_layer_protocol_negotiation", protocols: ["h2", "http/1.1"] };

describe("a server's flight", () => {
  it("is ServerHello to Finished, in the RFC's order (§2)", async () => {
    const plain = await answered({});
    const mutual = await answered({ clientAuthentication: "optional" });
    expect(typesOf(plain)).toEqual([
      "server_hello",
      "encrypted_extensions",
      "certificate",
      "certificate_verify",
      "finished",
    ]);
    expect(typesOf(mutual)[2]).toBe("certificate_request");
  });

  it("answers the first group that has a share, in the server's order", async () => {
    const both: Extension = { type: "key_share", shares: [shareOf("x25519"), shareOf("secp384r1")] };
    const client = await answered({ groups: ["secp256r1", "secp384r1", "x25519"] }, [both]);
    expect(client.got("server_hello")?.extensions).toMatchObject([
      { type: "key_share", shares: [{ group: NAMED_GROUPS.secp384r1 }] },
      { type: "supported_versions", versions: [0x0304] },
    ]);
  });

  it("takes the first suite of the server's order", async () => {
    const client = new Hand(
      acceptClient(serverWith({ suites: ["TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384"] })),
    );
    await client.send(helloWith({ cipherSuites: [0x1301, 0x1302, 0x1303] }));
    await client.finish();
    expect(client.connection.negotiated).toMatchObject({ suite: "TLS_CHACHA20_POLY1305_SHA256" });
  });

  it("repeats the session id, and has one change_cipher_spec where there is one (§D.4)", async () => {
    const legacySessionId = new Uint8Array(32).fill(9);
    const compatible = new Hand(acceptClient(serverWith()));
    await compatible.send(helloWith({ legacySessionId }));
    expect([compatible.got("server_hello")?.legacySessionIdEcho, compatible.dummies]).toEqual([legacySessionId, 1]);
    expect((await answered({})).dummies).toBe(0);
  });

  it("answers in EncryptedExtensions what was asked and used, and nothing else (§4.3.1)", async () => {
    const limit: Extension = { type: "record_size_limit", limit: 2000 };
    const asked = await answered({ serverNames: ["bob.example"], alpn: ["http/1.1", "h2"], recordSizeLimit: 1000 }, [
      name,
      protocols,
      limit,
    ]);
    expect(asked.got("encrypted_extensions")?.extensions).toEqual([
      { type: "record_size_limit", limit: 1000 },
      { type: "server_name", name: null },
      { type: "application_layer_protocol_negotiation", protocols: ["http/1.1"] },
    ]);
    const unused = await answered({}, [name, protocols, limit]);
    expect(unused.got("encrypted_extensions")?.extensions).toEqual([]);
    const unasked = await answered({ serverNames: ["bob.example"], alpn: ["h2"], recordSizeLimit: 1000 });
    expect(unasked.got("encrypted_extensions")?.extensions).toEqual([]);
  });

  it("keeps to the client's record_size_limit at once, and names its own (RFC 8449 §4)", async () => {
    const path = [new Uint8Array(1000)];
    const config = { identities: [{ ...BOB, path }], recordSizeLimit: 500 };
    const client = await answered(config, [{ type: "record_size_limit", limit: 64 }]);
    const sizes = client.events.flatMap((event) =>
      event.type === "record" && event.direction === "sent" && event.epoch === "handshake"
        ? [event.content.length]
        : [],
    );
    expect(Math.max(...sizes)).toBe(63);
    await client.finish();
    expect(client.connection.negotiated?.recordSizeLimit).toEqual({ sending: 64, receiving: 500 });
    await client.sendData(new Uint8Array(499));
    expect(client.alert).toBeNull();
    await client.sendData(new Uint8Array(500));
    expect(client.alert).toBe("record_overflow");
  });

  it("asks for a certificate with schemes and authorities (§4.3.2)", async () => {
    const certificateAuthorities = [Uint8Array.of(0x30, 0)];
    const client = await answered({
      clientAuthentication: "required",
      certificateAuthorities,
      schemes: ["ecdsa_secp256r1_sha256"],
    });
    expect(client.got("certificate_request")).toMatchObject({
      context: new Uint8Array(),
      extensions: [
        { type: "signature_algorithms", schemes: [SIGNATURE_SCHEMES.ecdsa_secp256r1_sha256] },
        { type: "signature_algorithms_cert", schemes: Object.values(CERTIFICATE_SCHEMES) },
        { type: "certificate_authorities", authorities: certificateAuthorities },
      ],
    });
  });

  it("signs the transcript with the first identity that fits (§4.4.2.2, §4.4.3)", async () => {
    const elsewhere = { ...signingKeyOf(await generateKeyPair("ECDSA P-256")), schemes: ["ed25519" as const] };
    const first: Identity = { path: [Uint8Array.of(1)], key: elsewhere };
    const client = await answered({ identities: [first, BOB] });
    expect(client.got("certificate")?.entries).toMatchObject([{ data: BOB.path[0] }]);
    const transcript = new Transcript();
    transcript.use("SHA-256");
    transcript.add(encodeMessage(helloWith()));
    for (const message of client.messages.slice(0, 3)) transcript.add(encodeMessage(message));
    const proof = client.got("certificate_verify");
    expect(proof?.scheme).toBe(SIGNATURE_SCHEMES.ecdsa_secp256r1_sha256);
    const content = signedContent("server", transcript.hash());
    const spki = BOB.key.spki ?? new Uint8Array();
    expect(await verifySignature("ecdsa_secp256r1_sha256", spki, content, proof?.signature ?? spki)).toBe("valid");
  });

  it("shows, of those that fit, a certificate of an authority that the client names (§4.2.4)", async () => {
    const issuer = Uint8Array.of(0x30, 2, 5, 0);
    const inner = [0x02, 1, 1, 0x30, 0, ...issuer];
    const certificate = Uint8Array.of(0x30, inner.length + 2, 0x30, inner.length, ...inner);
    const identities = [BOB, { ...BOB, path: [certificate] }];
    const asked = await answered({ identities }, [{ type: "certificate_authorities", authorities: [issuer] }]);
    expect(asked.got("certificate")?.entries).toMatchObject([{ data: certificate }]);
    const unasked = await answered({ identities });
    expect(unasked.got("certificate")?.entries).toMatchObject([{ data: BOB.path[0] }]);
  });

  it("is followed by data at once, unless the client is still to say who it is", async () => {
    const open = await answered({});
    const mutual = await answered({ clientAuthentication: "optional" });
    expect((await open.connection.write(Uint8Array.of(1))).bytes.length).toBeGreaterThan(0);
    expect((await mutual.connection.write(Uint8Array.of(1))).bytes.length).toBe(0);
  });

  it("tells every secret, in the order in which they come to be (§7.1)", async () => {
    const client = await answered({});
    await client.finish();
    expect(client.events.flatMap((event) => (event.type === "secret" ? [event.name] : []))).toEqual([
      "early_secret",
      "handshake_secret",
      "client_handshake_traffic_secret",
      "server_handshake_traffic_secret",
      "master_secret",
      "client_application_traffic_secret",
      "server_application_traffic_secret",
      "exporter_master_secret",
      "resumption_master_secret",
    ]);
  });
});

describe("tickets (§4.6.1)", () => {
  function noting(): Readonly<{ store: TicketStore; kept: TicketState[] }> {
    const kept: TicketState[] = [];
    const keep = async (_ticket: Uint8Array, state: TicketState) => {
      kept.push(state);
    };
    return { store: { keep, redeem: async () => ticketWith({ authenticatedAt: NOW - 604_000_000 }) }, kept };
  }

  const given = (client: Hand) =>
    client.messages.flatMap((message) => (message.type === "new_session_ticket" ? [message] : []));

  it("are two where nothing else is said, each with its own nonce, name and age_add", async () => {
    const { store, kept } = noting();
    const client = await answered({ tickets: store, ticketLifetime: 100 });
    await client.finish();
    const [one, two] = given(client);
    expect([given(client).length, one?.nonce, two?.nonce]).toEqual([2, Uint8Array.of(0), Uint8Array.of(1)]);
    expect(one?.ticket).not.toEqual(two?.ticket);
    expect(kept.map(({ ageAdd }) => ageAdd)).toEqual([one?.ageAdd, two?.ageAdd]);
    expect(kept[0]?.psk).not.toEqual(kept[1]?.psk);
    expect(kept[0]).toMatchObject({ lifetime: 100, issuedAt: NOW, authenticatedAt: NOW, maxEarlyData: 0 });
    expect(one?.extensions).toEqual([]);
  });

  it("say how much early data they allow (§4.2.10)", async () => {
    const client = await answered({ tickets: noting().store, maxEarlyData: 1234 });
    await client.finish();
    expect(given(client)[0]?.extensions).toEqual([{ type: "early_data", maxEarlyData: 1234 }]);
  });

  it.each([
    ["there is no store", {}, []],
    ["none are wanted", { tickets: noting().store, ticketCount: 0 }, []],
    [
      "the client can't use them (§4.2.9)",
      { tickets: noting().store },
      [{ type: "psk_key_exchange_modes", modes: [0] }],
    ],
  ] as const)("are not given where %s", async (_why, config, put) => {
    const client = await answered(config, put);
    await client.finish();
    expect(given(client)).toEqual([]);
  });

  it("end seven days after the handshake that they stem from, however often it was resumed", async () => {
    const { store, kept } = noting();
    const client = new Hand(acceptClient(serverWith({ tickets: store, ticketCount: 1, ticketLifetime: 7200 })), PSK);
    await client.sendBytes(withTickets(helloWith(), [{ ticket: Uint8Array.of(1) }], client.transcript));
    await client.finish();
    expect(given(client)).toMatchObject([{ lifetime: 800 }]);
    expect(kept).toMatchObject([{ lifetime: 800, authenticatedAt: NOW - 604_000_000 }]);
  });
});

describe("a configuration", () => {
  it.each([
    { recordSizeLimit: 63 },
    { recordSizeLimit: 16386 },
    { fragmentSize: 0 },
    { fragmentSize: 16385 },
    { fragmentSize: Number.NaN },
    { ticketLifetime: 604_801 },
    { ticketLifetime: -1 },
    { ticketCount: 256 },
    { ticketCount: 0.5 },
    { maxEarlyData: 2 ** 32 },
  ])("with %o is a bug of the caller's", (config) => {
    expect(() => acceptClient(serverWith(config))).toThrow(RangeError);
  });
});
