import fc, { type Arbitrary } from "fast-check";
import { EXTENSIONS, type HandshakeTypeName } from "../../tls/codepoints.ts";
import { bindersSize } from "../../tls/extensions/preSharedKey.ts";
import { latin1 } from "../../tls/extensions/text.ts";
import type { Extension, ExtensionPlace, KeyShareEntry } from "../../tls/extensions/types.ts";
import { isRetryRandom, RETRY_RANDOM } from "../../tls/messages/retry.ts";
import type {
  Certificate,
  CertificateRequest,
  CertificateVerify,
  ClientHello,
  EncryptedExtensions,
  EndOfEarlyData,
  Finished,
  HandshakeMessage,
  KeyUpdate,
  NewSessionTicket,
  ServerHello,
} from "../../tls/messages/types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of a size that a field allows; small ones, for what a field's size does not change is not worth the time. */
function bytes(minLength: number, maxLength: number): Arbitrary<Bytes> {
  return fc.uint8Array({ minLength, maxLength });
}

const uint16 = fc.nat(0xffff);
const uint32 = fc.nat(0xffffffff);
const codes = fc.array(uint16, { minLength: 1, maxLength: 20 });
const protocol = bytes(1, 12).map(latin1);
const share: Arbitrary<KeyShareEntry> = fc.record({ group: uint16, keyExchange: bytes(1, 40) });

function always(extension: Extension): Arbitrary<Extension> {
  return fc.constant(extension);
}

/** An extension of this place that we know by number and do not read. */
function unread(code: number): Arbitrary<Extension> {
  return bytes(0, 20).map((data) => ({ type: "unread", code, data }));
}

const supportedGroups: Arbitrary<Extension> = codes.map((groups) => ({ type: "supported_groups", groups }));
const signatureAlgorithms: Arbitrary<Extension> = codes.map((schemes) => ({ type: "signature_algorithms", schemes }));
const certificateSchemes: Arbitrary<Extension> = codes.map((schemes) => ({
  type: "signature_algorithms_cert",
  schemes,
}));
const recordSizeLimit: Arbitrary<Extension> = fc
  .integer({ min: 64, max: 0xffff })
  .map((limit) => ({ type: "record_size_limit", limit }));
const authorities: Arbitrary<Extension> = fc
  .array(bytes(1, 20), { minLength: 1, maxLength: 4 })
  .map((names) => ({ type: "certificate_authorities", authorities: names }));
const cookie: Arbitrary<Extension> = bytes(1, 40).map((value) => ({ type: "cookie", cookie: value }));
const selectedVersion: Arbitrary<Extension> = uint16.map((version) => ({
  type: "supported_versions",
  versions: [version],
}));

/** What may stand in each message, each extension once: the table of RFC 8446 §4.2. */
const EXTENSIONS_OF: Readonly<Record<ExtensionPlace, readonly Arbitrary<Extension>[]>> = {
  CH: [
    fc.stringMatching(/^[!-~]{1,30}$/).map((name) => ({ type: "server_name", name })),
    supportedGroups,
    signatureAlgorithms,
    certificateSchemes,
    fc
      .array(protocol, { minLength: 1, maxLength: 4 })
      .map((protocols) => ({ type: "application_layer_protocol_negotiation", protocols })),
    recordSizeLimit,
    fc.array(uint16, { minLength: 1, maxLength: 8 }).map((versions) => ({ type: "supported_versions", versions })),
    cookie,
    fc.array(fc.nat(0xff), { minLength: 1, maxLength: 4 }).map((modes) => ({ type: "psk_key_exchange_modes", modes })),
    authorities,
    always({ type: "post_handshake_auth" }),
    fc
      .uniqueArray(share, { maxLength: 4, selector: ({ group }) => group })
      .map((shares) => ({ type: "key_share", shares })),
    always({ type: "early_data", maxEarlyData: null }),
    fc.nat(60).map((size) => ({ type: "padding", size })),
    fc
      .record({ responders: fc.array(bytes(1, 20), { maxLength: 3 }), requestExtensions: bytes(0, 20) })
      .map((asked) => ({
        type: "status_request",
        ...asked,
      })),
    unread(EXTENSIONS.heartbeat),
  ],
  SH: [
    share.map((entry) => ({ type: "key_share", shares: [entry] })),
    uint16.map((selected) => ({ type: "pre_shared_key_selected", selected })),
  ],
  HRR: [uint16.map((group) => ({ type: "key_share_retry", group })), cookie],
  EE: [
    always({ type: "server_name", name: null }),
    supportedGroups,
    protocol.map((name) => ({ type: "application_layer_protocol_negotiation", protocols: [name] })),
    recordSizeLimit,
    always({ type: "early_data", maxEarlyData: null }),
    unread(EXTENSIONS.max_fragment_length),
  ],
  CT: [
    bytes(1, 60).map((response) => ({ type: "certificate_status", response })),
    unread(EXTENSIONS.signed_certificate_timestamp),
  ],
  CR: [signatureAlgorithms, certificateSchemes, authorities, unread(EXTENSIONS.oid_filters)],
  NST: [uint32.map((maxEarlyData) => ({ type: "early_data", maxEarlyData }))],
};

const KNOWN: ReadonlySet<number> = new Set(Object.values(EXTENSIONS));
const unknowns: Arbitrary<readonly Extension[]> = fc
  .uniqueArray(
    uint16.filter((code) => !KNOWN.has(code)),
    { maxLength: 3 },
  )
  .chain((numbers) => fc.tuple(...numbers.map(unread)));

/** A block of extensions that this message may carry, in any order. Never with ClientHello's pre_shared_key. */
export function extensionsIn(place: ExtensionPlace): Arbitrary<readonly Extension[]> {
  const known = EXTENSIONS_OF[place].map((one) => fc.option(one, { nil: null }));
  return fc.tuple(fc.tuple(...known), unknowns).chain(([read, others]) => shuffled([...read, ...others]));
}

function shuffled(list: readonly (Extension | null)[]): Arbitrary<readonly Extension[]> {
  const all = list.filter((one) => one !== null);
  return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
}

/** pre_shared_key of a ClientHello: as many binders as identities. */
export const preSharedKeys: Arbitrary<Extension> = fc
  .array(
    fc.record({ identity: bytes(1, 40), obfuscatedTicketAge: uint32, binder: fc.oneof(bytes(32, 32), bytes(48, 48)) }),
    { minLength: 1, maxLength: 3 },
  )
  .map((offers) => {
    const identities = offers.map(({ identity, obfuscatedTicketAge }) => ({ identity, obfuscatedTicketAge }));
    const binders = offers.map(({ binder }) => binder);
    return { type: "pre_shared_key", identities, binders, bindersSize: bindersSize(binders) };
  });

export const clientHellos: Arbitrary<ClientHello> = fc
  .record({
    legacyVersion: uint16,
    random: bytes(32, 32),
    legacySessionId: bytes(0, 32),
    cipherSuites: codes,
    legacyCompressionMethods: bytes(1, 4),
    extensions: extensionsIn("CH"),
    psk: fc.option(preSharedKeys, { nil: null }),
  })
  .map(({ psk, extensions, ...rest }) => ({
    type: "client_hello",
    ...rest,
    extensions: psk === null ? extensions : [...extensions, psk],
  }));

const serverFields = {
  legacyVersion: uint16,
  legacySessionIdEcho: bytes(0, 32),
  cipherSuite: uint16,
  legacyCompressionMethod: fc.nat(0xff),
};

function withVersion(place: "SH" | "HRR"): Arbitrary<readonly Extension[]> {
  return fc.tuple(selectedVersion, extensionsIn(place)).chain(([version, others]) => shuffled([version, ...others]));
}

/** ServerHello of TLS 1.3, never a HelloRetryRequest. */
export const serverHellos: Arbitrary<ServerHello> = fc
  .record({
    ...serverFields,
    random: bytes(32, 32).filter((random) => !isRetryRandom(random)),
    extensions: withVersion("SH"),
  })
  .map((rest) => ({ type: "server_hello", retry: false, ...rest }));

/** ServerHello of TLS 1.2 or older: no supported_versions, and no extension is read. */
export const olderServerHellos: Arbitrary<ServerHello> = fc
  .record({
    ...serverFields,
    random: bytes(32, 32).filter((random) => !isRetryRandom(random)),
    extensions: fc
      .uniqueArray(
        fc.oneof(uint16, fc.constantFrom(...KNOWN)).filter((code) => code !== EXTENSIONS.supported_versions),
        { maxLength: 4 },
      )
      .chain((numbers) => fc.tuple(...numbers.map(unread))),
  })
  .map((rest) => ({ type: "server_hello", retry: false, ...rest }));

export const helloRetryRequests: Arbitrary<ServerHello> = fc
  .record({ ...serverFields, extensions: withVersion("HRR") })
  .map((rest) => ({ type: "server_hello", retry: true, random: RETRY_RANDOM, ...rest }));

export const encryptedExtensions: Arbitrary<EncryptedExtensions> = extensionsIn("EE").map((extensions) => ({
  type: "encrypted_extensions",
  extensions,
}));

export const certificateRequests: Arbitrary<CertificateRequest> = fc
  .record({ context: bytes(0, 8), extensions: extensionsIn("CR") })
  .map((rest) => ({ type: "certificate_request", ...rest }));

export const certificates: Arbitrary<Certificate> = fc
  .record({
    context: bytes(0, 8),
    entries: fc.array(fc.record({ data: bytes(1, 60), extensions: extensionsIn("CT") }), { maxLength: 3 }),
  })
  .map((rest) => ({ type: "certificate", ...rest }));

export const certificateVerifies: Arbitrary<CertificateVerify> = fc
  .record({ scheme: uint16, signature: bytes(0, 80) })
  .map((rest) => ({ type: "certificate_verify", ...rest }));

/** Finished of a suite whose hash has `hashSize` bytes. */
export function finisheds(hashSize: number): Arbitrary<Finished> {
  return bytes(hashSize, hashSize).map((verifyData) => ({ type: "finished", verifyData }));
}

export const newSessionTickets: Arbitrary<NewSessionTicket> = fc
  .record({
    lifetime: fc.nat(604800),
    ageAdd: uint32,
    nonce: bytes(0, 10),
    ticket: bytes(1, 60),
    extensions: extensionsIn("NST"),
  })
  .map((rest) => ({ type: "new_session_ticket", ...rest }));

export const keyUpdates: Arbitrary<KeyUpdate> = fc
  .boolean()
  .map((requestUpdate) => ({ type: "key_update", requestUpdate }));

export const endsOfEarlyData: Arbitrary<EndOfEarlyData> = fc.constant({ type: "end_of_early_data" });

/** Every type of message that crosses the wire; Finished as SHA-256 makes it. */
export const MESSAGES_OF: Readonly<Record<Exclude<HandshakeTypeName, "message_hash">, Arbitrary<HandshakeMessage>>> = {
  client_hello: clientHellos,
  server_hello: fc.oneof(serverHellos, olderServerHellos, helloRetryRequests),
  new_session_ticket: newSessionTickets,
  end_of_early_data: endsOfEarlyData,
  encrypted_extensions: encryptedExtensions,
  certificate: certificates,
  certificate_request: certificateRequests,
  certificate_verify: certificateVerifies,
  finished: finisheds(32),
  key_update: keyUpdates,
};

export const handshakeMessages: Arbitrary<HandshakeMessage> = fc.oneof(...Object.values(MESSAGES_OF));
