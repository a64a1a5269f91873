/** The platform's WebCrypto. Undefined members are possible outside a secure context: the app looks before it starts. */
export const webcrypto: Crypto = globalThis.crypto;

/** WebCrypto's operations; the only place from which they are taken. */
export const subtle: SubtleCrypto = webcrypto?.subtle;
