import { fromHex, type Hex, toHex } from "../../bytes/hex.ts";
import { identifierHash } from "../../crypto/authorityKeys.ts";
import { keyBits } from "../keyBits.ts";
import type { ParsedCertificate } from "../parse.ts";

/** Hashes by which OCSP calls names and keys (RFC 6960 §4.1.1), each made once: every answer asks for the same ones. */

type Hash = "SHA-1" | "SHA-256";

export const keyHashOf = hashesOf((certificate) => keyBits(certificate.spki));
export const issuerNameHash = hashesOf((certificate) => fromHex(certificate.issuerName));

function hashesOf(bytesOf: (certificate: ParsedCertificate) => Uint8Array) {
  const known = { "SHA-1": new WeakMap<ParsedCertificate, Hex>(), "SHA-256": new WeakMap<ParsedCertificate, Hex>() };
  return async (certificate: ParsedCertificate, hash: Hash): Promise<Hex> => {
    const made = known[hash].get(certificate) ?? toHex(await identifierHash(hash, bytesOf(certificate)));
    known[hash].set(certificate, made);
    return made;
  };
}
