import type { Bytes } from "./buffer.ts";
import {
  answerOn,
  answerWith,
  type CurveHalf,
  type CurveName,
  type CurvePair,
  halfOf,
  makePair,
  type PairOf,
} from "./curves.ts";
import { answerHybridShare, makeHybridShare } from "./hybrid.ts";
import { importPair } from "./privateKeys.ts";

/** The groups of key_share (RFC 8446 §4.2.7; RFC 10024). */
export type GroupName = CurveName | "X25519MLKEM768";

export type { CurveHalf } from "./curves.ts";

/** The initiator's half of an agreement. */
export type OwnShare = Readonly<{
  group: GroupName;
  /** As key_share carries it (RFC 8446 §4.2.8): 32, 65, 97 or 1216 bytes. */
  share: Bytes;
  /**
   * The shared secret (§7.4): 32, 32, 48 or 64 bytes. Null where the peer's share is unusable: wrong size, not on the
   * curve, or, for x25519, a result of zeros alone.
   */
  agree(peerShare: Uint8Array): Promise<Bytes | null>;
  /** What of it lies on a curve: all of it, or for X25519MLKEM768 the last 32 bytes. */
  half: CurveHalf;
}>;

/** The responder's share, and the secret at once; `half` as in the initiator's. */
export type Answer = Readonly<{ share: Bytes; secret: Bytes; half: CurveHalf }>;

/**
 * A new share. `random` gives ML-KEM's seeds; keys of the curves are made by the platform and can't be taken out, unless
 * `pairOf` makes them.
 */
export async function makeShare(
  group: GroupName,
  random: (size: number) => Promise<Bytes>,
  pairOf: PairOf = makePair,
): Promise<OwnShare> {
  if (group === "X25519MLKEM768") return { group, ...(await makeHybridShare(random, pairOf)) };
  return shareOf(await pairOf(group));
}

/** What the responder makes of the initiator's share, likewise; null where that share is unusable. */
export async function answerShare(
  group: GroupName,
  peerShare: Uint8Array,
  random: (size: number) => Promise<Bytes>,
  pairOf: PairOf | null = null,
): Promise<Answer | null> {
  if (group === "X25519MLKEM768") return answerHybridShare(peerShare, random, pairOf ?? makePair);
  const { half, secret } = await (pairOf === null
    ? answerOn(group, peerShare)
    : answerWith(await pairOf(group), peerShare));
  return secret && { share: half.share, secret, half };
}

/**
 * The share of a given private key, for published traces and vectors: 32 or 48 bytes, for x25519 as RFC 7748 §5 has
 * them, else the number big-endian. Throws RangeError where they are no private key of the group.
 */
export async function shareFromPrivate(group: CurveName, privateKey: Uint8Array): Promise<OwnShare> {
  return shareOf(await importPair(group, privateKey));
}

function shareOf(pair: CurvePair): OwnShare {
  const half = halfOf(pair);
  return { group: half.curve, share: half.share, agree: half.agree, half };
}
