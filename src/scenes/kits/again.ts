import type { Interceptor } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorId } from "../../sim/recording.ts";

/** What Alice asks for the first time, where she calls a second time. */
export const FIRST_PAYMENT = "Please pay Dave 5 coins";
/** Between the two, in milliseconds. */
export const AN_HOUR = 60 * 60 * 1000;
/** As much as Bob takes before the handshake is complete, in bytes. */
export const MOST_EARLY_DATA = 16_384;

/** So many milliseconds of simulated time go by. */
export function passing(props: Props, actor: ActorId, milliseconds: number) {
  const until = new Date(props.now.getTime() + milliseconds).toISOString();
  return { type: "waits", actor, until } as const;
}

/** Mallory who replays: while she only keeps copies, nothing stops with her. She does not even have to look. */
export function stopsToReplay(mallory: Interceptor, replay: Readonly<{ gone: () => boolean }>): Interceptor {
  const strategy = () => (mallory.strategy() === "replay" && !replay.gone() ? "off" : mallory.strategy());
  return { ...mallory, strategy };
}
