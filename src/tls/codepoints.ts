/** The numbers of TLS 1.3 that this engine knows, under the names of RFC 8446 and IANA's registry. */

/** RFC 8446 §B.1. */
export const CONTENT_TYPES = {
  change_cipher_spec: 20,
  alert: 21,
  handshake: 22,
  application_data: 23,
} as const;
export type ContentTypeName = keyof typeof CONTENT_TYPES;

/** RFC 8446 §B.3; `message_hash` is the synthetic one of §4.4.1. */
export const HANDSHAKE_TYPES = {
  client_hello: 1,
  server_hello: 2,
  new_session_ticket: 4,
  end_of_early_data: 5,
  encrypted_extensions: 8,
  certificate: 11,
  certificate_request: 13,
  certificate_verify: 15,
  finished: 20,
  key_update: 24,
  message_hash: 254,
} as const;
export type HandshakeTypeName = keyof typeof HANDSHAKE_TYPES;

/** RFC 8446 §B.2. */
export const ALERTS = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  record_overflow: 22,
  handshake_failure: 40,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  missing_extension: 109,
  unsupported_extension: 110,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  unknown_psk_identity: 115,
  certificate_required: 116,
  no_application_protocol: 120,
} as const;
export type AlertName = keyof typeof ALERTS;

/** RFC 8446 §4.2, and RFC 8449 for record_size_limit. */
export const EXTENSIONS = {
  server_name: 0,
  max_fragment_length: 1,
  status_request: 5,
  supported_groups: 10,
  signature_algorithms: 13,
  use_srtp: 14,
  heartbeat: 15,
  application_layer_protocol_negotiation: 16,
  signed_certificate_timestamp: 18,
  client_certificate_type: 19,
  server_certificate_type: 20,
  padding: 21,
  record_size_limit: 28,
  pre_shared_key: 41,
  early_data: 42,
  supported_versions: 43,
  cookie: 44,
  psk_key_exchange_modes: 45,
  certificate_authorities: 47,
  oid_filters: 48,
  post_handshake_auth: 49,
  signature_algorithms_cert: 50,
  key_share: 51,
} as const;
export type ExtensionName = keyof typeof EXTENSIONS;

/** RFC 8446 §B.4. */
export const CIPHER_SUITES = {
  TLS_AES_128_GCM_SHA256: 0x1301,
  TLS_AES_256_GCM_SHA384: 0x1302,
  TLS_CHACHA20_POLY1305_SHA256: 0x1303,
} as const;
export type CipherSuiteName = keyof typeof CIPHER_SUITES;

/** RFC 8446 §4.2.7; RFC 10024 for X25519MLKEM768. */
export const NAMED_GROUPS = {
  secp256r1: 0x0017,
  secp384r1: 0x0018,
  x25519: 0x001d,
  X25519MLKEM768: 0x11ec,
} as const;
export type NamedGroupName = keyof typeof NAMED_GROUPS;

/** RFC 8446 §4.2.3: those that CertificateVerify may carry here. */
export const SIGNATURE_SCHEMES = {
  ecdsa_secp256r1_sha256: 0x0403,
  ecdsa_secp384r1_sha384: 0x0503,
  rsa_pss_rsae_sha256: 0x0804,
  rsa_pss_rsae_sha384: 0x0805,
  rsa_pss_rsae_sha512: 0x0806,
  ed25519: 0x0807,
} as const;
export type SignatureSchemeName = keyof typeof SIGNATURE_SCHEMES;

/** RFC 8446 §4.2.3: for signatures in certificates only. */
export const CERTIFICATE_SCHEMES = {
  ...SIGNATURE_SCHEMES,
  rsa_pkcs1_sha256: 0x0401,
  rsa_pkcs1_sha384: 0x0501,
  rsa_pkcs1_sha512: 0x0601,
} as const;
export type CertificateSchemeName = keyof typeof CERTIFICATE_SCHEMES;

/** RFC 8446 §4.2.9. */
export const PSK_MODES = { psk_ke: 0, psk_dhe_ke: 1 } as const;
export type PskModeName = keyof typeof PSK_MODES;

/** ProtocolVersion: what stands in the field; 0x0303 is the legacy_version of every TLS 1.3 message (RFC 8446 §4.1.2). */
export const VERSIONS = { "TLS 1.0": 0x0301, "TLS 1.1": 0x0302, "TLS 1.2": 0x0303, "TLS 1.3": 0x0304 } as const;
export type VersionName = keyof typeof VERSIONS;

type Codes = Readonly<Record<string, number>>;

/** The name that a table gives a number; null where it has none. */
export function nameOf<Table extends Codes>(table: Table, code: number): (keyof Table & string) | null {
  for (const name in table) if (table[name] === code) return name;
  return null;
}

/** A number as people read it: its name, else hex with at least `digits` digits (`0x0a0a`). */
export function show(table: Codes, code: number, digits = 4): string {
  return nameOf(table, code) ?? `0x${code.toString(16).padStart(digits, "0")}`;
}
