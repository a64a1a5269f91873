import { useSyncExternalStore } from "react";
import type { Theme } from "../player/url.ts";

/** `asked` comes from the address and goes before `preferred`, which this reader once chose. */
export type ThemeState = Readonly<{ asked: Theme | null; preferred: Theme }>;

const STORED_AS = "theme";
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let state: ThemeState = { asked: null, preferred: storedTheme() };

darkSystem.addEventListener("change", paint);

export function useTheme(): ThemeState {
  return useSyncExternalStore(subscribeTheme, themeState);
}

export function themeState(): ThemeState {
  return state;
}

export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the reader chooses holds here, stands in the address, and is kept for the next visit. */
export function chooseTheme(theme: Theme): void {
  set({ asked: theme, preferred: theme });
  try {
    localStorage.setItem(STORED_AS, theme);
  } catch {
    // A sandboxed frame has no storage: it holds for this visit.
  }
}

/** What the address asks for; null where it says nothing. */
export function askForTheme(theme: Theme | null): void {
  if (theme !== state.asked) set({ ...state, asked: theme });
  else paint();
}

function set(next: ThemeState): void {
  state = next;
  paint();
  for (const listener of listeners) listener();
}

function paint(): void {
  const theme = state.asked ?? state.preferred;
  const dark = theme === "auto" ? darkSystem.matches : theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORED_AS);
    return stored === "light" || stored === "dark" ? stored : "auto";
  } catch {
    return "auto";
  }
}
