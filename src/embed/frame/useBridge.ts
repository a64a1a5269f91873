import { type RefObject, useEffect, useRef, useState } from "react";
import type { Player } from "../../player/store.ts";
import { type Bridge, createBridge } from "../messages/bridge.ts";
import { hostAround } from "../messages/host.ts";
import type { FrameOptions } from "../options.ts";
import { isOver } from "./begin.ts";

/**
 * The bridge to the page around; null where there is none, and before the first paint.
 * @param shown the player on screen, if any
 * @param onWanted the host wants to see the scene that waits for a click
 */
export function useBridge(options: FrameOptions, shown: RefObject<Player | null>, onWanted: () => void): Bridge | null {
  const latest = useRef({ options, onWanted });
  latest.current = { options, onWanted };
  const [bridge, setBridge] = useState<Bridge | null>(null);
  useEffect(() => {
    const host = hostAround(window, () => latest.current.options.origins);
    if (host === null) return;
    const made = createBridge(window, host, {
      options: () => latest.current.options,
      onPlay: () => latest.current.onWanted(),
      onSlide: (slide) => followSlide(slide, latest.current.options, shown.current),
    });
    setBridge(made);
    return made.stop;
  }, [shown]);
  return bridge;
}

/**
 * In reveal.js, with `keys=boundary`: the scene on the slide in view has the keys, so that a clicker goes through deck
 * and scenes alike. Where the deck doesn't want that (`preventIframeAutoFocus`), it takes them back at once.
 */
function followSlide(slide: "start" | "stop", { keys, autoplay }: FrameOptions, player: Player | null): void {
  if (slide === "stop") {
    player?.actions.pause();
    return;
  }
  if (keys === "boundary") window.focus();
  if (autoplay && player !== null && !isOver(player.store.getState())) player.actions.play();
}
