import { concat, utf8 } from "../bytes/text.ts";
import { type ChannelKey, sha256 } from "../crypto/keys.ts";
import { hkdfChannelKey } from "../crypto/operations.ts";
import type { Bytes } from "./messages.ts";

/** SHA-256 of everything said so far, in order: both ends get the same only if both saw the same bytes. */
export function transcriptHash(...parts: readonly Bytes[]): Promise<Bytes> {
  return sha256(concat(...parts));
}

/**
 * What an end signs to prove that it holds its certificate's key: 64 spaces, a word for its role, a zero byte and the
 * transcript hash, after RFC 8446 §4.4.3. The role keeps a server's signature from being played back as a client's.
 */
export function proofInput(role: "server" | "client", hash: Bytes): Bytes {
  return concat(utf8(" ".repeat(64)), utf8(`Between Alice and Bob, ${role} proof`), new Uint8Array(1), hash);
}

/** The yellow key: HKDF of the agreed secret, bound to the conversation by its transcript hash (cf. RFC 8446 §7.1). */
export function channelKeyFrom(secret: Uint8Array, hash: Bytes): Promise<ChannelKey> {
  return hkdfChannelKey(secret, hash, utf8("Between Alice and Bob, channel"));
}
