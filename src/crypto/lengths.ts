/** Length of an AES-GCM nonce and of its tag, in bytes (NIST SP 800-38D). */
export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
