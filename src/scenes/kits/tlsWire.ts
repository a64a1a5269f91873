import type { Acting, Endpoint, Opener } from "../../sim/acting.ts";
import { converse, type Interceptor } from "../../sim/network/network.ts";
import type { Actor, ActorId, PacketArtifact } from "../../sim/recording.ts";

export type TlsWirePlan = Readonly<{
  cast: readonly Actor[];
  endpoints: Readonly<Record<ActorId, Endpoint>>;
  mallory: Interceptor | null;
  /** Told of every packet that comes by a place: what a copy could be kept of. */
  passing?: (at: ActorId, packet: PacketArtifact) => Promise<void>;
}>;

/** Puts up the wire for people who talk TLS, and lets one of them speak first, until it is quiet. */
export async function* talkTls(plan: TlsWirePlan, opener: Opener, id: ActorId): Acting {
  const network = {
    cast: plan.cast,
    endpoints: plan.endpoints,
    interceptor: plan.mallory,
    hopByHop: false,
    passing: plan.passing ?? (async () => undefined),
    watch: null,
  };
  yield* converse(network, id, yield* opener.begin());
}
