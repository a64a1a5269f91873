import type { Acting, Endpoint, Opener } from "../../sim/acting.ts";
import type { Self } from "../../sim/actors/letters.ts";
import { type MalloryPlan, mallory } from "../../sim/attackers/mallory.ts";
import { Onlooker } from "../../sim/attackers/onlooker.ts";
import { converse, type Network } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, ActorId } from "../../sim/recording.ts";
import { MALLORY } from "../cast.ts";
import { person } from "./line.ts";

export { person, SCENE_TIME } from "./line.ts";

export type WirePlan = Readonly<{
  props: Props;
  cast: readonly Actor[];
  endpoints: Readonly<Record<ActorId, Endpoint>>;
  /** What Mallory can do; null where no router turns. */
  mallory: MalloryPlan | null;
  hopByHop?: boolean;
  /** Whether the first router's look at each packet is a step of its own. */
  watched?: boolean;
}>;

/** The wire with everybody on it. */
export type Wire = Readonly<{
  /** Lets an end speak first, and all answer, until it is quiet. */
  talk: (opener: Opener, id: ActorId) => Acting;
  /** Mallory's place: what came by there. null where there is none. */
  mallory: Readonly<{ self: Self; onlooker: Onlooker }> | null;
}>;

/** Puts up the wire: every router keeps what comes by, one of them may turn. */
export function wire(plan: WirePlan): Wire {
  const lookers = new Map(
    plan.cast.filter((a) => a.role === "router").map((a) => [a.id, new Onlooker(person(plan.props, a.id))]),
  );
  const self = person(plan.props, MALLORY);
  const onlooker = lookers.get(MALLORY);
  const sits = onlooker !== undefined && plan.mallory !== null ? { self, onlooker } : null;
  const network: Network = {
    cast: plan.cast,
    endpoints: plan.endpoints,
    interceptor: sits === null || plan.mallory === null ? null : mallory(self, sits.onlooker, plan.mallory),
    hopByHop: plan.hopByHop ?? false,
    passing: async (at, packet) => lookers.get(at)?.see(packet),
    watch: plan.watched === true ? (at, packet) => watch(lookers.get(at), packet) : null,
  };
  return {
    async *talk(opener, id): Acting {
      yield* converse(network, id, yield* opener.begin());
    },
    mallory: sits,
  };
}

async function* watch(onlooker: Onlooker | undefined, packet: Parameters<Onlooker["look"]>[0]): Acting {
  if (onlooker !== undefined) yield* onlooker.look(packet);
}
