import type { Player } from "../../player/store.ts";

/** Somebody who watches what is played; gives the way to stop. */
export type Attendant = (player: Player) => () => void;

let attendant: Attendant | null = null;

/** From now on, this one watches. */
export function letAttend(one: Attendant): void {
  attendant = one;
}

/** Tells of a player that is on screen. Where nobody keeps a record of learning, nobody watches. */
export function attend(player: Player): (() => void) | undefined {
  return attendant?.(player);
}
