import { DecodeError } from "../bytes/reader.ts";
import { childrenOf, contentOf, readWhole } from "../crypto/der.ts";

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * Is a signature encoded in the one way that its algorithm allows? An ECDSA signature is a SEQUENCE of two positive
 * INTEGERs in DER (RFC 3279 §2.2.3); the library reads looser ones too, so that changed bytes could still verify.
 */
export function isStrictSignature(algorithm: string, signature: Uint8Array): boolean {
  if (!algorithm.startsWith("ecdsa")) return true;
  try {
    const pair = readWhole(signature, "signatureValue");
    const numbers = pair.tag === SEQUENCE ? childrenOf(signature, pair, "signatureValue") : [];
    return numbers.length === 2 && numbers.every((n) => n.tag === INTEGER && isPositive(contentOf(signature, n)));
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}

/** Positive, and in its shortest form: no leading zero that is not needed. */
function isPositive([first, second]: Uint8Array): boolean {
  if (first === undefined || first >= 0x80) return false;
  return first !== 0 || (second ?? 0) >= 0x80;
}
