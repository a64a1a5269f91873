import type { Edit } from "./edits.ts";
import type { Role } from "./scenarios.ts";

/** What is done to a handshake. Plain data: printed by a failure, it is all that is needed to run the case again. */
export type Case = Readonly<{
  scenario: string;
  /** Who is attacked. */
  to: Role;
  /**
   * Who attacks, always by these edits of what comes to the end.
   * "wire": somebody without keys, who alters records. The peer isn't there: what it sent in the undisturbed handshake is.
   * "replay": the same with keys of the undisturbed handshake, so that whole messages are altered; whole flights at once.
   * "peer": the same with those keys that the end itself reads with, whatever they have become.
   * "between": somebody between two ends that are both there, who has all keys that they come to.
   * "liar": the other end itself, which says other things than it should and goes on as if they were right: transcript
   * and Finished are of what it said.
   */
  attacker: "wire" | "replay" | "peer" | "between" | "liar";
  edits: readonly Edit[];
  /** Sizes of the pieces in which the bytes come, again and again; empty: in one. */
  pieces: readonly number[];
  /** The pieces are given all at once, without waiting for what comes of each. */
  together: boolean;
}>;
