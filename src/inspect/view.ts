import { createContext, useContext } from "react";
import { useFrame, usePlayer } from "../player/context.tsx";
import type { Eyes, Frame, Selection } from "../player/types.ts";
import type { Recording } from "../sim/recording.ts";

/** What every part of the inspector is drawn from. */
export type View = Readonly<{
  recording: Recording;
  frame: Frame;
  /** Whole steps seen: the step in motion is not among them. */
  seen: number;
  eyes: Eyes;
}>;

/** The view at the player's position. */
export function useView(): View {
  const recording = usePlayer((state) => state.recording);
  const eyes = usePlayer((state) => state.eyes);
  const frame = useFrame();
  return { recording, frame, seen: frame.moving ? frame.index - 1 : frame.index, eyes };
}

export const OpenContext = createContext<(selection: Selection) => void>(() => undefined);

/** Opens a thing in the inspector, remembering the way back. */
export function useOpen(): (selection: Selection) => void {
  return useContext(OpenContext);
}
