import { constants, createPublicKey, verify, X509Certificate } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { fromHex, type Hex, toHex } from "../bytes/hex.ts";
import { concat } from "../bytes/text.ts";
import type { SigningKey } from "../crypto/signatures.ts";
import { clientAuthentication } from "../testing/vectors/rfc8448/clientAuthentication.ts";
import { compatibility } from "../testing/vectors/rfc8448/compatibility.ts";
import { type Decoded, playback, sentBy } from "../testing/vectors/rfc8448/playback.ts";
import { resumed } from "../testing/vectors/rfc8448/resumed.ts";
import { retry } from "../testing/vectors/rfc8448/retry.ts";
import { serverKey } from "../testing/vectors/rfc8448/serverKey.ts";
import { simple } from "../testing/vectors/rfc8448/simple.ts";
import { substituting } from "../testing/vectors/rfc8448/substitution.ts";
import type { Side, Trace } from "../testing/vectors/rfc8448/trace.ts";
import { traces } from "../testing/vectors/rfc8448/traces.ts";
import { clientMachine } from "./client/machine.ts";
import type { ClientState } from "./client/states.ts";
import type { ClientConfig, CommonConfig, Identity, Negotiated, ServerConfig, TicketState } from "./config.ts";
import { type Connection, connectionOf } from "./connection.ts";
import type { TlsEvent } from "./events.ts";
import { encodeMessage } from "./messages/codec.ts";
import type { EncryptedExtensions, HandshakeMessage } from "./messages/types.ts";
import type { Output } from "./output.ts";
import { serverMachine } from "./server/machine.ts";

/*
 * The engine is led through RFC 8448's traces, each end by itself: it is given the RFC's records of the other side, the
 * RFC's randoms, ephemeral keys and signatures, and must send exactly the RFC's records of its own.
 *
 * The traces' authors chose other extensions than we do in some messages. Those go out as the RFC has them (see
 * `substituted` below for which); all else in the records is what the engine makes: ServerHello, HelloRetryRequest,
 * Certificate, CertificateVerify, Finished, EndOfEarlyData, data, alerts, change_cipher_spec, and every protection.
 */

// We refuse RSA keys below 2048 bits, which the RFC's certificates have. Here Node checks what they signed.
const judgedByNode = vi.hoisted(() => ({ signatures: 0 }));
vi.mock(import("../crypto/signatures.ts"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    verifySignature: async (scheme, spki, data, signature) => {
      const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
      if (key.asymmetricKeyDetails?.modulusLength !== 1024)
        return actual.verifySignature(scheme, spki, data, signature);
      judgedByNode.signatures += 1;
      const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
      return verify("sha256", data, padding, signature) ? "valid" : "invalid";
    },
  };
});

/** What goes out as the RFC has it, in order, by trace and side. */
const substituted: readonly Readonly<{ trace: Trace; side: Side; messages: readonly HandshakeMessage["type"][] }>[] = [
  { trace: simple, side: "client", messages: ["client_hello"] },
  { trace: simple, side: "server", messages: ["encrypted_extensions", "new_session_ticket"] },
  { trace: resumed, side: "client", messages: ["client_hello"] },
  { trace: resumed, side: "server", messages: ["encrypted_extensions"] },
  { trace: retry, side: "client", messages: ["client_hello", "client_hello"] },
  { trace: retry, side: "server", messages: ["encrypted_extensions"] },
  { trace: clientAuthentication, side: "client", messages: ["client_hello"] },
  { trace: clientAuthentication, side: "server", messages: ["encrypted_extensions", "certificate_request"] },
  { trace: compatibility, side: "client", messages: ["client_hello"] },
  { trace: compatibility, side: "server", messages: ["encrypted_extensions"] },
];
const ends = substituted.map((end) => ({ ...end, section: end.trace.section }));

const TICKET_AGE = 6;
const EARLY_DATA = 1024;

/** What both ends have in common: a clock that makes the ticket of §4 as old as its ClientHello says. */
function commonOf(trace: Trace, side: Side): CommonConfig {
  return {
    chance: playback(trace, side),
    now: () => TICKET_AGE,
    recordSizeLimit: 2 ** 14 + 1,
    verifyPeer: async ([certificate]) => {
      if (certificate === undefined) return { ok: false, alert: "bad_certificate", why: "none" };
      const { publicKey, subject } = new X509Certificate(certificate);
      return { ok: true, publicKey: new Uint8Array(publicKey.export({ format: "der", type: "spki" })), subject };
    },
  };
}

/** The certificate of one side, with a key that signs nothing: the RFC's signature is played back. */
function identitiesOf(trace: Trace, side: Side): readonly Identity[] {
  return sentBy(trace, side, "certificate").map(({ message }) => {
    const path = message.entries.map(({ data }) => data);
    const isEcdsa = new X509Certificate(path[0] ?? new Uint8Array()).publicKey.asymmetricKeyType === "ec";
    const key: SigningKey = {
      schemes: [isEcdsa ? "ecdsa_secp256r1_sha256" : "rsa_pss_rsae_sha256"],
      spki: null,
      sign: () => Promise.reject(new Error("signed, where a signature is to be played back")),
    };
    return { path, key };
  });
}

const remembered = (trace: Trace): TicketState => ({
  psk: fromHex(trace.psk ?? ""),
  suite: "TLS_AES_128_GCM_SHA256",
  serverName: "server",
  alpn: null,
  issuedAt: 0,
  lifetime: 30,
  ageAdd: sentBy(simple, "server", "new_session_ticket")[0]?.message.ageAdd ?? 0,
  maxEarlyData: EARLY_DATA,
  peer: null,
  authenticatedAt: 0,
});

function clientConfigOf(trace: Trace): ClientConfig {
  const ticket = sentBy(simple, "server", "new_session_ticket")[0]?.message.ticket ?? new Uint8Array();
  const early = trace.records.find(({ epoch }) => epoch === "early")?.payload;
  return {
    ...commonOf(trace, "client"),
    serverName: "server",
    groups: ["x25519", "secp256r1", "secp384r1"],
    identities: identitiesOf(trace, "client"),
    session: trace.psk === undefined ? null : { ...remembered(trace), ticket, receivedAt: 0, authenticatedAt: 0 },
    earlyData: early === undefined ? null : fromHex(early),
    compatibility: trace === compatibility,
  };
}

function serverConfigOf(trace: Trace): ServerConfig {
  const isTicketed = trace === simple || trace === resumed;
  const tickets = { keep: async () => {}, redeem: async () => (trace === resumed ? remembered(trace) : null) };
  return {
    ...commonOf(trace, "server"),
    groups: trace === retry ? ["secp256r1"] : ["x25519"],
    identities: identitiesOf(trace, "server"),
    serverNames: ["server"],
    clientAuthentication: trace === clientAuthentication ? "required" : "none",
    cookie: trace === retry,
    tickets: isTicketed ? tickets : null,
    ticketCount: trace === simple ? 1 : 0,
    ticketLifetime: 30,
    maxEarlyData: EARLY_DATA,
  };
}

/** One end of a trace, ready to go, and what it would have sent of its own in the place of the substituted messages. */
function endOf(trace: Trace, side: Side, replaced: readonly HandshakeMessage["type"][]) {
  const own: HandshakeMessage[] = [];
  const queues = new Map<string, readonly Decoded[]>();
  const substitute = (message: HandshakeMessage) => {
    if (!replaced.includes(message.type)) return null;
    own.push(message);
    const [next, ...rest] = queues.get(message.type) ?? sentBy(trace, side, message.type);
    if (next === undefined) throw new Error(`${trace.section} has no other ${message.type}`);
    queues.set(message.type, rest);
    return next.bytes;
  };
  const connection =
    side === "server"
      ? connectionOf(
          substituting(serverMachine(serverConfigOf(trace)), substitute, (state) => state),
          serverConfigOf(trace),
        )
      : connectionOf(
          substituting(clientMachine(clientConfigOf(trace)), substitute, (state) => offering(trace, state)),
          clientConfigOf(trace),
        );
  return { connection, own };
}

/** A client that waits for ServerHello has offered what the RFC's ClientHello offers. */
function offering(trace: Trace, state: ClientState): ClientState {
  if (state.name !== "WAIT_SH") return state;
  const hello = sentBy(trace, "client", "client_hello")[state.offer.retry === null ? 0 : 1]?.message;
  return hello === undefined ? state : { ...state, offer: { ...state.offer, hello } };
}

/** Leads one end through the trace; gives all that it sent and told. */
async function replay(connection: Connection, trace: Trace, side: Side) {
  const outputs: Output[] = [await connection.start()];
  for (const { from, epoch, type, payload, record } of trace.records) {
    if (from !== side) outputs.push(await connection.receive(fromHex(record)));
    else if (type === "application_data" && epoch === "application") {
      outputs.push(await connection.write(fromHex(payload)));
    } else if (type === "alert") outputs.push(await connection.close());
  }
  return {
    sent: concat(...outputs.map(({ bytes }) => bytes)),
    events: outputs.flatMap(({ events }) => events),
  };
}

function recordsIn(events: readonly TlsEvent[], direction: "sent" | "received"): readonly Hex[] {
  return events.flatMap((event) =>
    event.type === "record" && event.direction === direction ? [toHex(event.bytes)] : [],
  );
}

const agreed: ReadonlyMap<Trace, Partial<Negotiated>> = new Map([
  [simple, { group: "x25519", resumed: false, retried: false, earlyData: "none" }],
  [resumed, { group: "x25519", resumed: true, retried: false, earlyData: "accepted" }],
  [retry, { group: "secp256r1", resumed: false, retried: true, earlyData: "none" }],
  [clientAuthentication, { group: "x25519", resumed: false, retried: false, earlyData: "none" }],
  [compatibility, { group: "x25519", resumed: false, retried: false, earlyData: "none" }],
]);

describe.each(ends)("RFC 8448: the $side in $section", ({ trace, side, messages }) => {
  const ofSide = (from: Side) => trace.records.filter((record) => record.from === from).map(({ record }) => record);
  const peer = side === "client" ? "server" : "client";

  it("sends the RFC's records, and reads the other side's", async () => {
    const { connection, own } = endOf(trace, side, messages);
    const { sent, events } = await replay(connection, trace, side);
    expect(connection.failure).toBeNull();
    expect(recordsIn(events, "sent")).toEqual(ofSide(side));
    expect(toHex(sent)).toBe(ofSide(side).join(""));
    expect(recordsIn(events, "received")).toEqual(ofSide(peer));
    expect(own.map(({ type }) => type)).toEqual(messages);
  });

  it("comes to the RFC's secrets and parameters", async () => {
    const { connection } = endOf(trace, side, messages);
    const { events } = await replay(connection, trace, side);
    const told = events.flatMap((event) => (event.type === "secret" ? [[event.name, toHex(event.secret)]] : []));
    // Of §7's master_secret the sources say nothing; the binder's secrets are told where there is a binder.
    expect(Object.fromEntries(told)).toMatchObject(trace.secrets);
    expect(connection.negotiated).toMatchObject({
      version: "TLS 1.3",
      suite: "TLS_AES_128_GCM_SHA256",
      serverName: "server",
      recordSizeLimit: { sending: 2 ** 14 + 1, receiving: 2 ** 14 + 1 },
      ...agreed.get(trace),
    });
  });

  it("gives the application what the other side sent", async () => {
    const { connection } = endOf(trace, side, messages);
    const { events } = await replay(connection, trace, side);
    const data = events.flatMap((event) => (event.type === "data" ? [toHex(event.data)] : []));
    const wanted = trace.records.filter(({ from, type }) => from === peer && type === "application_data");
    expect(data).toEqual(wanted.map(({ payload }) => payload));
    expect(events.filter(({ type }) => type === "closed")).toHaveLength(1);
  });
});

describe("RFC 8448: where the RFC's messages are not ours", () => {
  it.each(traces)("EncryptedExtensions of $section is ours with supported_groups in front", async (trace) => {
    const end = substituted.find((one) => one.trace === trace && one.side === "server");
    const { connection, own } = endOf(trace, "server", end?.messages ?? []);
    await replay(connection, trace, "server");
    const [theirs] = sentBy(trace, "server", "encrypted_extensions");
    const groups = theirs?.message.extensions[0];
    const ours = own.find((message): message is EncryptedExtensions => message.type === "encrypted_extensions");
    if (groups?.type !== "supported_groups" || ours === undefined) throw new Error("no such extension");
    const completed: EncryptedExtensions = { ...ours, extensions: [groups, ...ours.extensions] };
    expect(encodeMessage(completed)).toEqual(theirs?.bytes);
  });

  it("NewSessionTicket of §3 is ours with a nonce of two bytes", async () => {
    const { connection, own } = endOf(simple, "server", ["encrypted_extensions", "new_session_ticket"]);
    await replay(connection, simple, "server");
    const ticket = own[1];
    if (ticket?.type !== "new_session_ticket") throw new Error("no ticket");
    const completed = encodeMessage({ ...ticket, nonce: Uint8Array.of(0, 0) });
    expect(completed).toEqual(sentBy(simple, "server", "new_session_ticket")[0]?.bytes);
  });
});

describe("RFC 8448: the certificates", () => {
  it("have the key of §2, but for the server's in §6, and what they signed verifies", () => {
    for (const trace of [simple, retry, compatibility]) {
      const [certificate] = identitiesOf(trace, "server");
      const { publicKey } = new X509Certificate(certificate?.path[0] ?? new Uint8Array());
      const { n = "" } = publicKey.export({ format: "jwk" });
      expect(Buffer.from(n, "base64url").toString("hex")).toBe(serverKey.modulus);
    }
    // The client twice a test in §3, §5 and §7, the server in §6.
    expect(judgedByNode.signatures).toBeGreaterThanOrEqual(4);
  });
});

describe("RFC 8448: the session of §3", () => {
  it("is what §4 is resumed with", async () => {
    const { connection } = endOf(simple, "client", ["client_hello"]);
    const { events } = await replay(connection, simple, "client");
    const [session] = events.flatMap((event) => (event.type === "session" ? [event.session] : []));
    const [offered] = sentBy(resumed, "client", "client_hello");
    const psk = offered?.message.extensions.at(-1);
    if (psk?.type !== "pre_shared_key") throw new Error("no PSK");
    expect(session?.ticket).toEqual(psk.identities[0]?.identity);
    expect(toHex(session?.psk ?? new Uint8Array())).toBe(resumed.psk);
    expect(((session?.ageAdd ?? 0) + TICKET_AGE) % 2 ** 32).toBe(psk.identities[0]?.obfuscatedTicketAge);
    expect(session).toMatchObject({ lifetime: 30, maxEarlyData: EARLY_DATA, serverName: "server" });
  });
});
