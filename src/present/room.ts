import type { Room, Spot } from "./channel/messages.ts";

/** What stands over the stage in the audience’s window, and how large that stage is. */
export type RoomState = Readonly<{ room: Room; spot: Spot | null }>;

export type Store<T> = Readonly<{
  get: () => T;
  set: (part: Partial<T>) => void;
  subscribe: (listener: () => void) => () => void;
}>;

export const EMPTY_ROOM: Room = { cover: null, code: false, revealed: [] };

/** A value that tells when it is another one. */
export function storeOf<T extends object>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    set: (part) => {
      state = { ...state, ...part };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
