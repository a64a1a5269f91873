import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import { frameOf } from "./frame.ts";
import type { Player } from "./store.ts";
import type { Frame, PlayerActions, PlayerState, Progress } from "./types.ts";

const PlayerContext = createContext<Player | null>(null);

/** Gives a player to everything inside. */
export function PlayerProvider({ player, children }: Readonly<{ player: Player; children: ReactNode }>) {
  return <PlayerContext value={player}>{children}</PlayerContext>;
}

/** A part of the player's state; renders again when that part is another one (compared by identity). */
export function usePlayer<T>(selector: (state: PlayerState) => T): T {
  return useStore(useThePlayer().store, selector);
}

/** What can be asked of the player. Always the same object for one player. */
export function usePlayerActions(): PlayerActions {
  return useThePlayer().actions;
}

/** What is on stage now. */
export function useFrame(): Frame {
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const moving = usePlayer((state) => state.moving);
  return useMemo(() => frameOf(recording, index, moving), [recording, index, moving]);
}

/** The fraction of the step in motion; subscribing to it renders nothing. */
export function useProgress(): Progress {
  return useThePlayer().progress;
}

/** The player itself: its store, what can be asked of it, its progress. */
export function useThePlayer(): Player {
  const player = useContext(PlayerContext);
  if (player === null) throw new Error("a part of the player is used outside PlayerProvider");
  return player;
}
