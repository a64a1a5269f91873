/** Sizes of the record layer in bytes (RFC 8446 §5). */

/** ContentType, legacy_record_version, length. */
export const HEADER_SIZE = 5;

/** The tag of each AEAD that the engine speaks; TLS 1.3's suites add nothing else to a plaintext. */
export const TAG_SIZE = 16;

/** TLSPlaintext.fragment (§5.1). */
export const MAX_FRAGMENT = 2 ** 14;

/** TLSInnerPlaintext: content, type and padding (§5.4). The default of record_size_limit (RFC 8449 §4). */
export const MAX_INNER = MAX_FRAGMENT + 1;

/** TLSCiphertext.encrypted_record (§5.2). */
export const MAX_CIPHERTEXT = MAX_FRAGMENT + 256;
