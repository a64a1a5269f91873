import { useSyncExternalStore } from "react";
import type { Link } from "./channel/link.ts";
import type { Store } from "./room.ts";

/** A part of a store; renders again when that part is another one (compared by identity). */
export function useStoreOf<T extends object, Part>(store: Store<T>, selector: (state: T) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => selector(store.get()));
}

/** What is known of the other window. */
export function useConnection({ subscribe, connection }: Pick<Link<never>, "subscribe" | "connection">) {
  return useSyncExternalStore(subscribe, () => connection().status);
}
