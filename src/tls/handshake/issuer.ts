import { DecodeError } from "../../bytes/reader.ts";
import { childrenOf, readWhole } from "../../crypto/der.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const PATH = "Certificate";
/** The identifier octet of TBSCertificate.version, which may be left out. */
const VERSION = 0xa0;

/**
 * The issuer's Name of a certificate, DER, as certificate_authorities lists names (RFC 8446 §4.2.4, RFC 5280 §4.1).
 * Null where the bytes are no certificate. It is read to choose among our own identities, and trusted for nothing.
 */
export function issuerOf(certificate: Uint8Array): Bytes | null {
  try {
    const [tbs] = childrenOf(certificate, readWhole(certificate, PATH), PATH);
    const fields = tbs === undefined ? [] : childrenOf(certificate, tbs, PATH);
    // version, serialNumber, signature, issuer.
    const issuer = fields[fields[0]?.tag === VERSION ? 3 : 2];
    return issuer === undefined ? null : new Uint8Array(certificate.slice(issuer.start, issuer.end));
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
