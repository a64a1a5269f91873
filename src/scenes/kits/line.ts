import type { Acting, Endpoint, Opener } from "../../sim/acting.ts";
import type { Self } from "../../sim/actors/letters.ts";
import { converse } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, ActorId } from "../../sim/recording.ts";

/** The simulated day on which every scene plays: certificates are bad for their stated reason only, today and in ten years. */
export const SCENE_TIME = "2026-06-01T12:00:00.000Z";

/** Who somebody is, speaking as nobody else. */
export function person(props: Props, id: ActorId): Self {
  return { id, as: id, props };
}

/** A line with nobody on it but its two ends: one speaks first, and both answer, until it is quiet. */
export async function* talkAlone(
  cast: readonly Actor[],
  endpoints: Readonly<Record<ActorId, Endpoint>>,
  opener: Opener,
  id: ActorId,
): Acting {
  const passing = async () => undefined;
  const network = { cast, endpoints, interceptor: null, passing, hopByHop: false, watch: null };
  yield* converse(network, id, yield* opener.begin());
}
