import { liveChance } from "../../crypto/chance.ts";
import { generateKeyPair } from "../../crypto/keys.ts";
import { signingKeyOf } from "../../crypto/signatures.ts";
import { CIPHER_SUITES, NAMED_GROUPS, PSK_MODES, SIGNATURE_SCHEMES, VERSIONS } from "../codepoints.ts";
import type { Identity, Peer, ServerConfig, TicketState } from "../config.ts";
import { bindersSize } from "../extensions/preSharedKey.ts";
import type { Extension, KeyShareEntry } from "../extensions/types.ts";
import { encodeMessage } from "../messages/codec.ts";
import { withoutBinders } from "../messages/truncate.ts";
import type { ClientHello } from "../messages/types.ts";
import { finishedData } from "../schedule/derive.ts";
import { EarlySecret } from "../schedule/secrets.ts";
import { SUITES } from "../schedule/suites.ts";
import type { Transcript } from "../schedule/transcript.ts";
import { SHARES } from "./hand.fixture.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** When the tests take place, in milliseconds. */
export const NOW = 1_800_000_000_000;

/** The engine looks into no certificate, so any bytes will do for one; its key is real. */
export const BOB: Identity = {
  path: [Uint8Array.of(0xb0, 0xb)],
  key: signingKeyOf(await generateKeyPair("ECDSA P-256")),
};
export const ALICE: Identity = {
  path: [Uint8Array.of(0xa1, 0x1c, 0xe)],
  key: signingKeyOf(await generateKeyPair("ECDSA P-256")),
};
export const ALICE_AS_PEER: Peer = {
  path: ALICE.path,
  publicKey: ALICE.key.spki ?? new Uint8Array(),
  subject: "Alice",
};

/** A server, ready but for what the test is about. It takes Alice's certificate. */
export function serverWith(changes: Partial<ServerConfig> = {}): ServerConfig {
  return {
    chance: liveChance,
    now: () => NOW,
    identities: [BOB],
    verifyPeer: async () => ({ ok: true, publicKey: ALICE_AS_PEER.publicKey, subject: ALICE_AS_PEER.subject }),
    ...changes,
  };
}

type Changes = Partial<Omit<ClientHello, "type" | "extensions">> &
  Readonly<{ put?: readonly Extension[]; without?: readonly Extension["type"][] }>;

export function shareOf(group: keyof typeof SHARES): KeyShareEntry {
  return { group: NAMED_GROUPS[group], keyExchange: SHARES[group].share };
}

/** A good ClientHello with changes: `put` replaces the extension of its type or comes behind all, `without` takes out. */
export function helloWith({ put = [], without = [], ...fields }: Changes = {}): ClientHello {
  const usual: readonly Extension[] = [
    { type: "supported_versions", versions: [VERSIONS["TLS 1.3"]] },
    { type: "supported_groups", groups: [NAMED_GROUPS.x25519, NAMED_GROUPS.secp256r1, NAMED_GROUPS.secp384r1] },
    { type: "signature_algorithms", schemes: [SIGNATURE_SCHEMES.ecdsa_secp256r1_sha256] },
    { type: "key_share", shares: [shareOf("x25519")] },
    { type: "psk_key_exchange_modes", modes: [PSK_MODES.psk_dhe_ke] },
  ];
  const types = new Set(usual.map(({ type }) => type));
  const extensions = [
    ...usual.map((old) => put.find(({ type }) => type === old.type) ?? old),
    ...put.filter(({ type }) => !types.has(type)),
  ];
  return {
    type: "client_hello",
    legacyVersion: VERSIONS["TLS 1.2"],
    random: new Uint8Array(32).fill(7),
    legacySessionId: new Uint8Array(),
    cipherSuites: [CIPHER_SUITES.TLS_AES_128_GCM_SHA256],
    legacyCompressionMethods: Uint8Array.of(0),
    ...fields,
    extensions: extensions.filter(({ type }) => !without.includes(type)),
  };
}

/** A plaintext record with this handshake message (RFC 8446 §5.1). */
export function plainRecord(message: Uint8Array): Bytes {
  return Uint8Array.of(22, 3, 1, message.length >> 8, message.length & 0xff, ...message);
}

/** The secret of the tests' tickets. */
export const PSK: Bytes = new Uint8Array(32).fill(42);

/** What a server remembers of a session that began a second ago. */
export function ticketWith(changes: Partial<TicketState> = {}): TicketState {
  return {
    psk: PSK,
    suite: "TLS_AES_128_GCM_SHA256",
    serverName: null,
    alpn: null,
    issuedAt: NOW - 1000,
    lifetime: 7200,
    ageAdd: 0,
    maxEarlyData: 0,
    peer: null,
    authenticatedAt: NOW - 1000,
    ...changes,
  };
}

export type Offered = Readonly<{ ticket: Uint8Array<ArrayBuffer>; age?: number; psk?: Bytes }>;

/**
 * The ClientHello with pre_shared_key behind all else and its binders made (RFC 8446 §4.2.11.2), encoded. Ages are in
 * milliseconds, a second where nothing is said.
 *
 * @param transcript what came before: nothing, or a HelloRetryRequest and what it followed
 */
export function withTickets(hello: ClientHello, tickets: readonly Offered[], transcript: Transcript): Bytes {
  const suite = SUITES.TLS_AES_128_GCM_SHA256;
  const identities = tickets.map(({ ticket, age = 1000 }) => ({ identity: ticket, obfuscatedTicketAge: age }));
  const encode = (binders: readonly Bytes[]) =>
    encodeMessage({
      ...hello,
      extensions: [
        ...hello.extensions,
        { type: "pre_shared_key", identities, binders, bindersSize: bindersSize(binders) },
      ],
    });
  const empty = tickets.map(() => new Uint8Array(32));
  transcript.use(suite.hash);
  const hash = transcript.hashWith(withoutBinders(encode(empty), bindersSize(empty)));
  return encode(
    tickets.map(({ psk = PSK }) => finishedData(suite, new EarlySecret(suite, psk).binderKey("resumption"), hash)),
  );
}
