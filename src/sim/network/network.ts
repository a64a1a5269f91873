import type { Acting, Endpoint, Sending } from "../acting.ts";
import type { Actor, ActorId, PacketArtifact, Strategy } from "../recording.ts";

/** Something sent, and the place from which it sets out. */
type Flight = Readonly<{ sending: Sending; at: ActorId }>;

/** Somebody on the way who gets packets before their addressee; gives back what travels on, and from there. */
export type Interceptor = Readonly<{
  at: ActorId;
  /** The strategy in force at this moment. */
  strategy: () => Strategy;
  intercept: (packet: PacketArtifact) => Acting<readonly Sending[]>;
}>;

export type Network = Readonly<{
  cast: readonly Actor[];
  endpoints: Readonly<Record<ActorId, Endpoint>>;
  interceptor: Interceptor | null;
  /** Told of every packet that comes by a place: what a copy could be kept of. */
  passing: (at: ActorId, packet: PacketArtifact) => Promise<void>;
  /** Who stands elsewhere than at an end of the wire: the number of the router (from 0) behind which their way joins it. */
  places?: ReadonlyMap<ActorId, number>;
  /** A step for every hop, instead of one from stop to stop. */
  hopByHop: boolean;
  /** What the first router does with a packet that rests with it; null for nothing worth a step. */
  watch: ((router: ActorId, packet: PacketArtifact) => Acting) | null;
}>;

/** More packets than any conversation here needs: beyond that two ends talk in circles, which is a bug of ours. */
const MOST_PACKETS = 240;

/** Delivers packets in the order in which they were sent, and what is answered to them, until all is quiet. */
export async function* converse(network: Network, from: ActorId, first: readonly Sending[]): Acting {
  const flights = flightsFrom(from, first);
  for (let count = 0; ; count++) {
    if (count >= MOST_PACKETS) throw new Error("two ends talk in circles");
    const flight = flights.shift();
    if (flight === undefined) return;
    const { sending, at } = flight;
    if (typeof sending === "function") flights.unshift(...flightsFrom(at, yield* sending()));
    else yield* deliver(network, sending, at, flights);
  }
}

/**
 * Brings a packet to its next place where somebody acts on it. What is answered to it queues behind what was sent
 * before; what an interceptor makes of it goes on at once.
 */
async function* deliver(network: Network, packet: PacketArtifact, from: ActorId, flights: Flight[]): Acting {
  const { interceptor } = network;
  let at = from;
  while (at !== packet.to) {
    const path = nextLeg(network, packet, at);
    yield { type: "travels", actor: packet.author, packet: packet.id, path };
    for (const place of path.slice(1)) await network.passing(place, packet);
    at = path.at(-1) ?? packet.to;
    if (interceptor?.at === at && at !== packet.to && interceptor.strategy() !== "off") {
      flights.unshift(...flightsFrom(at, yield* interceptor.intercept(packet)));
      return;
    }
    if (isWatcher(network, packet, at)) yield* watchAt(network, at, packet);
  }
  const endpoint = network.endpoints[at];
  if (endpoint !== undefined) flights.push(...flightsFrom(at, yield* endpoint.receive(packet)));
}

function flightsFrom(at: ActorId, sendings: readonly Sending[]): Flight[] {
  return sendings.map((sending) => ({ sending, at }));
}

/** From where the packet rests to its next stop: the next hop, Mallory's place, the watching router, or the end. */
function nextLeg(network: Network, packet: PacketArtifact, at: ActorId): readonly ActorId[] {
  const way = wayTo(network, at, packet.to);
  if (network.hopByHop) return way.slice(0, 2);
  const active = network.interceptor !== null && network.interceptor.strategy() !== "off";
  const stop = way.findIndex(
    (id, i) => i > 0 && ((active && id === network.interceptor?.at) || isWatcher(network, packet, id)),
  );
  return stop === -1 ? way : way.slice(0, stop + 1);
}

/** The places from one to another, both included: ends are next to the outermost routers, never on each other's way. */
function wayTo(network: Network, from: ActorId, to: ActorId): readonly ActorId[] {
  const routers = network.cast.filter((a) => a.role === "router").map((a) => a.id);
  const index = (id: ActorId): number => {
    const router = routers.indexOf(id);
    return router !== -1 ? router : (network.places?.get(id) ?? (isServerSide(network, id) ? routers.length : -1));
  };
  const [a, b] = [index(from), index(to)];
  const between = a < b ? routers.slice(a + 1, b) : routers.slice(b + 1, a).reverse();
  return [from, ...between, to];
}

function isServerSide(network: Network, id: ActorId): boolean {
  return network.cast.find((actor) => actor.id === id)?.role === "server";
}

/** The honest router nearest to the sender is the one whose look at the packet is a step of its own. */
function isWatcher(network: Network, packet: PacketArtifact, at: ActorId): boolean {
  const worthALook = packet.seal.as !== "paper" || packet.message === "Letter";
  if (network.watch === null || !worthALook || packet.author === network.interceptor?.at) return false;
  const way = wayTo(network, packet.author, packet.to).slice(1, -1);
  const active = network.interceptor !== null && network.interceptor.strategy() !== "off";
  const honest = way.filter((id) => !(active && id === network.interceptor?.at));
  return honest[0] === at;
}

async function* watchAt(network: Network, at: ActorId, packet: PacketArtifact): Acting {
  if (network.watch !== null) yield* network.watch(at, packet);
}
