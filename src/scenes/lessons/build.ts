import type { ActorId, StepId, Throw } from "../../sim/recording.ts";
import { cardOf } from "../cards.ts";
import type { Claim, Place } from "./types.ts";

type View = Partial<Pick<Place, "eyes" | "depth">>;

/**
 * A step of the run of a scene with these switches, written as an address writes them: `off,relay@alice.makes.half` is
 * off from the start and relay from that step on.
 */
export function place(
  scene: string,
  [before, step]: readonly [before: StepId | null, step: StepId],
  at: number,
  name: string,
  switches: Readonly<Record<string, string>> = {},
  { eyes = null, depth = "story" }: View = {},
): Place {
  return { scene, step, before, at, name, throws: throwsOf(switches), eyes, depth };
}

/** The throws that these values of switches are. */
export function throwsOf(switches: Readonly<Record<string, string>>): readonly Throw[] {
  return Object.entries(switches).flatMap(([id, values]) =>
    values.split(",").map((one) => {
      const [value = "", after = null] = one.split("@");
      return { switch: id, value, after };
    }),
  );
}

/** What a scene is called. */
export function titleOf(scene: string): string {
  return cardOf(scene).title;
}

/** Somebody refuses a certificate, for this reason and no other. */
export function refuses(by: ActorId, reason: string): Claim {
  return { kind: "refuses", by, reason };
}

export function accepts(by: ActorId): Claim {
  return { kind: "accepts", by };
}

export function reads(by: ActorId): Claim {
  return { kind: "reads", by };
}

export function believes(by: ActorId): Claim {
  return { kind: "believes", by };
}

export function repeats(by: ActorId): Claim {
  return { kind: "repeats", by };
}

/** What was written arrives. */
export const arrives: Claim = { kind: "arrives" };
/** Nothing arrives as it was written. */
export const lost: Claim = { kind: "lost" };
/** Nobody reads what was not meant for them. */
export const unread: Claim = { kind: "unread" };
