import { t } from "../language/t.ts";
import type { Actor, ActorId } from "../sim/recording.ts";

/** Where among the routers Mallory sits: in the middle, so that there is somebody on either side of her. */
export function malloryPlace(hops: number): number {
  return Math.floor(hops / 2);
}

/** The routers from left to right; with Mallory, one of them can turn. */
export function routers(hops: number, withMallory: boolean): readonly Actor[] {
  return Array.from({ length: hops }, (_, i): Actor => {
    const canTurn = withMallory && i === malloryPlace(hops);
    return {
      id: canTurn ? "mallory" : `router${i + 1}`,
      role: "router",
      name: t`Router ${i + 1}`,
      host: null,
      canTurn,
    };
  });
}

export const ALICE: Actor = { id: "alice", role: "client", name: "Alice", host: null, canTurn: false };
export const BOB: Actor = { id: "bob", role: "server", name: "Bob", host: "bob.example", canTurn: false };
export const NOT_ALICE: Actor = { id: "notAlice", role: "impostor", name: t`Not-Alice`, host: null, canTurn: false };
export const AUTHORITY: Actor = { id: "authority", role: "authority", name: t`Authority`, host: null, canTurn: false };
export const CLINIC: Actor = { id: "clinic", role: "authority", name: t`Clinic authority`, host: null, canTurn: false };

/** Alice, the routers, Bob; then whoever stands apart. */
export function castOf(hops: number, withMallory: boolean, ...apart: readonly Actor[]): readonly Actor[] {
  return [ALICE, ...routers(hops, withMallory), BOB, ...apart];
}

/** The id of the place where Mallory sits. */
export const MALLORY: ActorId = "mallory";
