import { utf8 } from "../../bytes/text.ts";
import { digest, type HashName, hkdfExpand, hmac } from "../../crypto/hash.ts";
import type { Suite } from "./suites.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const NOTHING = new Uint8Array();

/** The labels of the schedule as HkdfLabel holds them, so that not every secret has them encoded again. */
const ENCODED: ReadonlyMap<string, Bytes> = new Map(
  [
    ...["derived", "res binder", "ext binder", "c e traffic", "e exp master", "c hs traffic", "s hs traffic"],
    ...["c ap traffic", "s ap traffic", "exp master", "res master", "resumption", "traffic upd"],
    ...["key", "iv", "finished", "exporter"],
  ].map((label) => [label, utf8(`tls13 ${label}`)]),
);

/**
 * HKDF-Expand-Label (RFC 8446 §7.1).
 *
 * @param label without its prefix "tls13 "
 * @param context at most 255 bytes
 * @returns `length` bytes
 */
export function hkdfExpandLabel(
  hash: HashName,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Bytes {
  return hkdfExpand(hash, secret, hkdfLabel(label, context, length), length);
}

/** The structure HkdfLabel (RFC 8446 §7.1), which HKDF-Expand takes as its info. */
export function hkdfLabel(label: string, context: Uint8Array, length: number): Bytes {
  const name = ENCODED.get(label) ?? utf8(`tls13 ${label}`);
  if (name.length > 255 || context.length > 255 || length > 0xffff) throw new RangeError(`HkdfLabel of ${label}`);
  const out = new Uint8Array(3 + name.length + 1 + context.length);
  out[0] = length >> 8;
  out[1] = length & 0xff;
  out[2] = name.length;
  out.set(name, 3);
  out[3 + name.length] = context.length;
  out.set(context, 4 + name.length);
  return out;
}

/** Derive-Secret (RFC 8446 §7.1), given the transcript's hash instead of its messages. As long as the hash. */
export function deriveSecret(hash: HashName, secret: Uint8Array, label: string, transcriptHash: Uint8Array): Bytes {
  return hkdfExpandLabel(hash, secret, label, transcriptHash, transcriptHash.length);
}

/** The key and the IV that protect records under a traffic secret (RFC 8446 §7.3). The IV has 12 bytes. */
export function trafficKeys(suite: Suite, trafficSecret: Uint8Array): Readonly<{ key: Bytes; iv: Bytes }> {
  return {
    key: hkdfExpandLabel(suite.hash, trafficSecret, "key", NOTHING, suite.keySize),
    iv: hkdfExpandLabel(suite.hash, trafficSecret, "iv", NOTHING, 12),
  };
}

/** The application traffic secret after a KeyUpdate (RFC 8446 §7.2). */
export function nextTrafficSecret(suite: Suite, trafficSecret: Uint8Array): Bytes {
  return hkdfExpandLabel(suite.hash, trafficSecret, "traffic upd", NOTHING, suite.hashSize);
}

/** The key of Finished's HMAC (RFC 8446 §4.4.4). */
export function finishedKey(suite: Suite, baseKey: Uint8Array): Bytes {
  return hkdfExpandLabel(suite.hash, baseKey, "finished", NOTHING, suite.hashSize);
}

/**
 * verify_data of Finished (RFC 8446 §4.4.4), and a PSK binder (§4.2.11.2), which is made the same way.
 *
 * @param baseKey the sender's handshake (after the handshake: application) traffic secret; for a binder, the binder_key
 * @param transcriptHash over all messages before; for a binder, up to the ClientHello without its binders
 */
export function finishedData(suite: Suite, baseKey: Uint8Array, transcriptHash: Uint8Array): Bytes {
  return hmac(suite.hash, finishedKey(suite, baseKey), transcriptHash);
}

/** The PSK that a ticket stands for (RFC 8446 §4.6.1). */
export function ticketPsk(suite: Suite, resumptionSecret: Uint8Array, nonce: Uint8Array): Bytes {
  return hkdfExpandLabel(suite.hash, resumptionSecret, "resumption", nonce, suite.hashSize);
}

/**
 * Keying material for the application (RFC 8446 §7.5). An absent context is the same as an empty one.
 *
 * @param exporterSecret exporter_master_secret, or early_exporter_master_secret
 */
export function exportKey(
  suite: Suite,
  exporterSecret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Bytes {
  const secret = deriveSecret(suite.hash, exporterSecret, label, digest(suite.hash, NOTHING));
  return hkdfExpandLabel(suite.hash, secret, "exporter", digest(suite.hash, context), length);
}
