import { useRef } from "react";
import { useThePlayer } from "../../player/context.tsx";
import type { Player } from "../../player/store.ts";
import { toggleFullscreen } from "../fullscreen.ts";
import type { Command } from "../keyboard.ts";
import type { Bridge } from "../messages/bridge.ts";
import { next, play } from "../messages/obey.ts";
import type { FrameOptions } from "../options.ts";
import { useCommands } from "../useCommands.ts";
import { beginOf, isOver } from "./begin.ts";

type KeysProps = Readonly<{ options: FrameOptions; bridge: Bridge | null; onBlack: () => void }>;

/** The keys of the frame. Those pressed in the host are the host’s: nothing here ever hears them. */
export function Keys({ options, bridge, onBlack }: KeysProps): null {
  const player = useThePlayer();
  const latest = useRef(options);
  latest.current = options;
  useCommands({
    blackout: onBlack,
    fullscreen: () => void (options.fullscreen && toggleFullscreen()),
    help: () => undefined,
    nextScene: null,
    goesFirst: (command, held) => {
      const begin = beginOf(player.store.getState(), options.start);
      if (command.type === "togglePlay" && isOver(player.store.getState())) {
        play(player, begin);
        return true;
      }
      return options.keys === "boundary" && passOn(command, held, player, begin, bridge);
    },
  });
  return null;
}

/**
 * With `keys=boundary`: a key that leads out of the scene goes to the page around, and the focus with it, so that no
 * clicker is caught in the frame. A question that was shown holds it up no longer than one press.
 * @returns whether there is nothing more to be done about the key
 */
function passOn(command: Command, held: boolean, player: Player, begin: number, bridge: Bridge | null): boolean {
  const key = leadsOut(command, player, begin);
  if (key !== null) {
    // Whoever held a key down to go through the steps means to stop at their end.
    if (!held) {
      bridge?.report("key", { key });
      window.parent.focus();
    }
    return true;
  }
  if (command.type !== "next" || player.store.getState().asking === null) return false;
  if (!held) next(player);
  return true;
}

function leadsOut({ type }: Command, { store }: Player, begin: number): "next" | "previous" | "escape" | null {
  const state = store.getState();
  const isAtRest = !state.moving && !state.playing && state.asking === null;
  if (type === "next") return isAtRest && isOver(state) ? "next" : null;
  if (type === "previous") return isAtRest && state.index <= begin ? "previous" : null;
  if (type === "escape") return state.asking === null && state.selection === null ? "escape" : null;
  return null;
}
