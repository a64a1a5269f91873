/** What the certificate says, whether it is true or not: an authority signs what it is asked to. */
type Contents = Readonly<{
  /** The subject's common name. */
  subject: string;
  /** For subjectAltName: DNS names, IP addresses, or e-mail addresses (told by their `@`). */
  names: readonly string[];
  /** The key that the certificate speaks for: ECDSA P-256, extractable as all public keys are. */
  publicKey: CryptoKey;
  ca: false | Readonly<{ pathLength: number | null }>;
  /** Purposes for extKeyUsage; none: no such extension. */
  usages: readonly ("serverAuth" | "clientAuth")[];
  notBefore: Date;
  notAfter: Date;
  /** Random bytes, 16: made positive and of full length here (RFC 5280 §4.1.2.2). */
  serial: Uint8Array;
}>;

/** By an authority (its certificate and private key), or self-signed with the private key of `publicKey`. */
export type IssueRequest = Contents &
  (
    | Readonly<{ issuer: Readonly<{ der: Uint8Array; privateKey: CryptoKey }> }>
    | Readonly<{ issuer: "self"; privateKey: CryptoKey }>
  );
