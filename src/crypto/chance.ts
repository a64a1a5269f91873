import type { Bytes } from "./buffer.ts";
import { type Answer, answerShare, type GroupName, makeShare, type OwnShare } from "./groups.ts";
import { randomBytes } from "./randomBytes.ts";

/**
 * Everything about a handshake that is not determined. Each use has a label that says what it is for: a source with a
 * tape gives back what it gave for that label when the run is repeated.
 */
export type Chance = Readonly<{
  /** Random bytes. */
  random(label: string, size: number): Promise<Bytes>;
  /** The result of a randomised operation, such as a signature. */
  bytes(label: string, make: () => Promise<Bytes>): Promise<Bytes>;
  /** A new share, for the end that speaks first. */
  share(label: string, group: GroupName): Promise<OwnShare>;
  /** A new share and the secret, for the end that answers; null where the peer's share is unusable. */
  answer(label: string, group: GroupName, peerShare: Uint8Array): Promise<Answer | null>;
}>;

/** Chance that keeps nothing. */
export const liveChance: Chance = {
  random: (_label, size) => randomBytes(size),
  bytes: (_label, make) => make(),
  share: (_label, group) => makeShare(group, randomBytes),
  answer: (_label, group, peerShare) => answerShare(group, peerShare, randomBytes),
};
