import type { Acting, Endpoint, Opener } from "../../sim/acting.ts";
import { converse, type Interceptor } from "../../sim/network/network.ts";
import type { Actor, ActorId, PacketArtifact } from "../../sim/recording.ts";

export type TlsWirePlan = Readonly<{
  cast: readonly Actor[];
  endpoints: ReadonlyMap<ActorId, Endpoint>;
  mallory: Interceptor | null;
  /** Told of every packet that comes by a place. */
  passing?: (at: ActorId, packet: PacketArtifact) => void;
}>;

/** Puts up the wire for people who talk TLS, and lets one of them speak first, until it is quiet. */
export async function* talkTls(plan: TlsWirePlan, opener: Opener, id: ActorId): Acting {
  const network = {
    cast: plan.cast,
    endpoints: plan.endpoints,
    interceptor: plan.mallory,
    hopByHop: false,
    passing: async (at: ActorId, packet: PacketArtifact) => plan.passing?.(at, packet),
    watch: null,
  };
  yield* converse(network, id, yield* opener.begin());
}
