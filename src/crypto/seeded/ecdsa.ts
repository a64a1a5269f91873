import type { Bytes } from "../buffer.ts";
import type { RawSigner } from "../signing.ts";
import { CURVES } from "./scalars.ts";

/**
 * ECDSA over P-256 with SHA-256 whose k follows from key and data (RFC 6979 §3.2): r and s side by side, as WebCrypto
 * gives them, whose own is another each time. It verifies like any other.
 */
export function signEcdsa(scalar: Uint8Array, data: Uint8Array): Bytes {
  return new Uint8Array(CURVES["P-256"].sign(data, scalar, { lowS: false, format: "compact" }));
}

/** A private key's signer; throws for another hash, with which nobody signs in a run: our bug. */
export function ecdsaSigner(scalar: Uint8Array): RawSigner {
  return async (parameters, data) => {
    if (!("hash" in parameters) || parameters.hash !== "SHA-256") throw new TypeError("seeded ECDSA is over SHA-256");
    return signEcdsa(scalar, data);
  };
}
