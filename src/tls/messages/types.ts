import type { Extension } from "../extensions/types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** RFC 8446 §4.1.2. */
export type ClientHello = Readonly<{
  type: "client_hello";
  legacyVersion: number;
  random: Bytes;
  legacySessionId: Bytes;
  cipherSuites: readonly number[];
  legacyCompressionMethods: Bytes;
  extensions: readonly Extension[];
}>;

/** RFC 8446 §4.1.3; a HelloRetryRequest (§4.1.4) is the one whose random is SHA-256("HelloRetryRequest"). */
export type ServerHello = Readonly<{
  type: "server_hello";
  /** True where `random` is that of a HelloRetryRequest. */
  retry: boolean;
  legacyVersion: number;
  random: Bytes;
  legacySessionIdEcho: Bytes;
  cipherSuite: number;
  legacyCompressionMethod: number;
  extensions: readonly Extension[];
}>;

/** RFC 8446 §4.3.1. */
export type EncryptedExtensions = Readonly<{ type: "encrypted_extensions"; extensions: readonly Extension[] }>;

/** RFC 8446 §4.3.2. */
export type CertificateRequest = Readonly<{
  type: "certificate_request";
  context: Bytes;
  extensions: readonly Extension[];
}>;

/** RFC 8446 §4.4.2; `data` is a certificate's DER. */
export type CertificateEntry = Readonly<{ data: Bytes; extensions: readonly Extension[] }>;
export type Certificate = Readonly<{ type: "certificate"; context: Bytes; entries: readonly CertificateEntry[] }>;

/** RFC 8446 §4.4.3. */
export type CertificateVerify = Readonly<{ type: "certificate_verify"; scheme: number; signature: Bytes }>;

/** RFC 8446 §4.4.4; as long as the transcript's hash. */
export type Finished = Readonly<{ type: "finished"; verifyData: Bytes }>;

/** RFC 8446 §4.5. */
export type EndOfEarlyData = Readonly<{ type: "end_of_early_data" }>;

/** RFC 8446 §4.6.1; lifetime in seconds. */
export type NewSessionTicket = Readonly<{
  type: "new_session_ticket";
  lifetime: number;
  ageAdd: number;
  nonce: Bytes;
  ticket: Bytes;
  extensions: readonly Extension[];
}>;

/** RFC 8446 §4.6.3. */
export type KeyUpdate = Readonly<{ type: "key_update"; requestUpdate: boolean }>;

/** A handshake message as decoded (RFC 8446 §4). */
export type HandshakeMessage =
  | ClientHello
  | ServerHello
  | EncryptedExtensions
  | CertificateRequest
  | Certificate
  | CertificateVerify
  | Finished
  | EndOfEarlyData
  | NewSessionTicket
  | KeyUpdate;
