import type { Progress } from "./types.ts";

/** A progress that its owner can set. */
export type ProgressSource = Progress & Readonly<{ set: (fraction: number) => void }>;

/** The fraction of the step in motion, outside the store: setting it renders nothing. */
export function createProgress(initial: number): ProgressSource {
  const listeners = new Set<(fraction: number) => void>();
  let current = initial;
  return {
    get: () => current,
    set: (fraction) => {
      if (fraction === current) return;
      current = fraction;
      for (const listener of listeners) listener(fraction);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
