import { fromHex } from "../../bytes/hex.ts";
import { sameBytes } from "../../bytes/text.ts";

/** SHA-256 of "HelloRetryRequest": the random by which a ServerHello is a HelloRetryRequest (RFC 8446 §4.1.3). */
export const RETRY_RANDOM = fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

/** Whether this is the random of a HelloRetryRequest (RFC 8446 §4.1.3). */
export function isRetryRandom(random: Uint8Array): boolean {
  return sameBytes(random, RETRY_RANDOM);
}
