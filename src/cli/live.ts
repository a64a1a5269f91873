import { liveChance } from "../crypto/chance.ts";

/** What the engine is given for chance and clock where nothing else is asked for. */
export const LIVE = { chance: liveChance, now: () => Date.now() };
