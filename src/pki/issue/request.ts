import type { CertificateHash } from "../../crypto/authorityKeys.ts";
import type { KEY_USAGES } from "../keyUsage.ts";

export type KeyUsageName = (typeof KEY_USAGES)[number];

/** Purposes of extKeyUsage that are issued. */
export type IssuedUsage = "serverAuth" | "clientAuth" | "OCSPSigning";

/** DNS names under which an authority may, or may not, issue (RFC 5280 §4.2.1.10). */
export type IssuedConstraints = Readonly<{ permitted: readonly string[]; excluded: readonly string[] }>;

/** What the certificate says, whether it is true or not: an authority signs what it is asked to. */
type Contents = Readonly<{
  /** The subject's common name. */
  subject: string;
  /** For subjectAltName: DNS names, IP addresses, or e-mail addresses (told by their `@`). */
  names: readonly string[];
  /** The key that the certificate speaks for, extractable as all public keys are. */
  publicKey: CryptoKey;
  ca: false | Readonly<{ pathLength: number | null }>;
  /** Purposes for extKeyUsage; none: no such extension. */
  usages: readonly IssuedUsage[];
  notBefore: Date;
  notAfter: Date;
  /** Random bytes, 16: made positive and of full length here (RFC 5280 §4.1.2.2). */
  serial: Uint8Array;
  /** For keyUsage; left out: digitalSignature, or keyCertSign and cRLSign for an authority. None: no such extension. */
  keyUsage?: readonly KeyUsageName[];
  constraints?: IssuedConstraints;
  /** Where the list of revoked certificates and the OCSP responder are said to be. */
  crlAddress?: string;
  ocspAddress?: string;
  /** More extensions, each a whole Extension in DER. */
  extensions?: readonly Uint8Array[];
  /** With ECDSA: another hash than the one that fits the issuer's curve. RSA keys have theirs. */
  hash?: CertificateHash;
}>;

/** By an authority (its certificate and private key), or self-signed with the private key of `publicKey`. */
export type IssueRequest = Contents &
  (
    | Readonly<{ issuer: Readonly<{ der: Uint8Array; privateKey: CryptoKey }> }>
    | Readonly<{ issuer: "self"; privateKey: CryptoKey }>
  );
