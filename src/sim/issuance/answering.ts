import type { Acting, Endpoint, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { Interceptor } from "../network/network.ts";
import type { ActorId, PacketArtifact, Strategy } from "../recording.ts";
import { httpIn, writeHttp } from "./httpPackets.ts";

/** What is put up at an address, by where it stands there. */
export type Shelf = Map<string, string>;

/** A server that gives out what it has put up, and says of everything else that it is not there. */
export function shelfServer(self: Self, shelf: Shelf): Endpoint {
  return { receive: (packet) => answer(self, shelf, packet, true) };
}

/** Mallory on the way: what is asked for that she has an answer to, she answers in the server's place. */
export function poserAt(self: Self, server: ActorId, shelf: Shelf, strategy: () => Strategy): Interceptor {
  return {
    at: self.id,
    // What she has no answer to she carries like any router: it is not worth a stop.
    strategy: () => (strategy() === "impersonate" && shelf.size > 0 ? "impersonate" : "off"),
    async *intercept(packet): Acting<readonly Sending[]> {
      const message = packet.to === server ? httpIn(packet) : null;
      if (message?.type !== "HttpRequest" || !shelf.has(message.target)) return [packet];
      yield { type: "reads", actor: self.id, packet: packet.id, text: `GET ${message.target}` };
      return yield* answer({ ...self, as: server }, shelf, packet, false);
    },
  };
}

/** `all`: whether there is an answer to what is not on the shelf, too. */
async function* answer(self: Self, shelf: Shelf, packet: PacketArtifact, all: boolean): Acting<readonly Sending[]> {
  const message = httpIn(packet);
  if (message?.type !== "HttpRequest") return [];
  const body = shelf.get(message.target);
  if (body === undefined && !all) return [];
  const status = body === undefined ? 404 : 200;
  return [yield* writeHttp(self, packet.from, { type: "HttpResponse", status, body: body ?? "" })];
}
