import type { Scene } from "../scenes/types.ts";

/** Whether a scene leaves anything to the reader: a switch, or the number of routers. */
export function hasSwitches({ switches, hops }: Scene): boolean {
  return switches.length > 0 || hops.max > hops.min;
}
