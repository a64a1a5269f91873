import { useSyncExternalStore } from "react";
import type { Before } from "../embed/useSession.ts";

/** What the shell knows of presentations before any of their code is here. */
let wanted = 0;
const listeners = new Set<() => void>();

/** Whether scenes can be presented in two windows here: not in a frame, which is somebody else’s page. */
export const canPresent = window === window.top;

/** Opens the presenter’s window. */
export function present(): void {
  if (!canPresent) return;
  wanted++;
  for (const listener of listeners) listener();
}

/** How often the presenter’s window was asked for; null where this window has no part in a presentation. */
export function usePresenting(): number | null {
  return useSyncExternalStore(subscribe, () => (wanted > 0 || isAudience() ? wanted : null));
}

/** What a presenter may have kept for this window. */
export const kept: Before = async (scene) =>
  isAudience() ? (await import("./present/givenBack.ts")).givenBack(scene) : null;

function isAudience(): boolean {
  return canPresent && window.name.startsWith("audience-");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
