import type { HandshakeMessage } from "./messages/types.ts";

/** A message of each type (RFC 8446 §4), well formed. */
export const MESSAGES: readonly HandshakeMessage[] = [
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
/** Types that no message on the wire has. */
export const ODD_MESSAGES = [
  ["a type that isn’t TLS 1.3’s (hello_request)", Uint8Array.from([0, 0, 0, 0])],
  ["message_hash", Uint8Array.from([254, 0, 0, 1, 0])],
] as const;
