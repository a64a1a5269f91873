import { useSyncExternalStore } from "react";

/**
 * Where the reader is: `location.hash` as it was last set by them (a link, the address bar, back and forward). What
 * the app itself writes into the address is no visit, so writing and reading can't chase each other.
 */
export type Place = Readonly<{ hash: string; visit: number }>;

let place: Place = { hash: location.hash, visit: 0 };
const listeners = new Set<() => void>();

addEventListener("hashchange", () => {
  place = { hash: location.hash, visit: place.visit + 1 };
  for (const listener of listeners) listener();
});

/** The place, after every visit. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place);
}

/** How often the reader has moved so far. */
export function visitsSoFar(): number {
  return place.visit;
}

/** Puts what is shown into the address, as a new entry of the history or in place of the last one; the language stays. */
export function writeHash(view: string, how: "push" | "replace"): void {
  const hash = inSameLanguage(view);
  if (hash === location.hash) return;
  try {
    if (how === "push") history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    // A browser that is asked too often, or a frame that may not: the address then stays behind.
  }
}

/** A view in the language that the address asks for now, if it asks for any. */
export function inSameLanguage(view: string): string {
  const asked = /[?&](?:lang|locale|hl)=[A-Za-z0-9_-]{2,20}(?=&|$)/.exec(location.hash)?.[0].slice(1);
  return asked === undefined ? view : `${view}${view.includes("?") ? "&" : "?"}${asked}`;
}

/** Goes to an address of the app. */
export function visit(hash: string): void {
  location.hash = hash;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
