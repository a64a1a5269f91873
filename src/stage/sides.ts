import type { ActorId } from "../sim/recording.ts";
import type { Layout, Plan } from "./layout.ts";

type Places = Plan["places"];

/** Who stands where: the two ends, those between, and those apart. */
export function sidesOf(places: Places) {
  const first = (kind: Places[number]["kind"]) => places.find((p) => p.kind === kind)?.id ?? null;
  return {
    client: first("client"),
    impostor: first("impostor"),
    server: first("server"),
    between: places.filter((p) => p.kind === "router" || p.kind === "mallory"),
    authorities: places.filter((p) => p.kind === "authority").map((p) => p.id),
  };
}

/** The pieces of wire: client, routers, server in a row; the impostor joins at the first router (or at the server). */
export function wiresOf(places: Places): Layout["wires"] {
  const sides = sidesOf(places);
  const main: ActorId[] = [sides.client, ...sides.between.map((p) => p.id), sides.server].filter((id) => id !== null);
  const wires = main.slice(1).map((to, i) => ({ from: main[i] ?? to, to }));
  const joins = sides.between[0]?.id ?? sides.server;
  return sides.impostor === null || joins === null ? wires : [...wires, { from: sides.impostor, to: joins }];
}
