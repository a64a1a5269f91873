import { useEffect, useState } from "react";
import type { Player } from "../../player/store.ts";
import { useMedia } from "../../ui/useMedia.ts";

/** From here on the set-up has a column of its own beside the stage and what is told; below, it takes the latter’s. */
const ROOMY = "(min-width: 1500px)";
const NARROW = "(max-width: 760px)";

export type Folding = Readonly<{
  isOpen: boolean;
  /** It stands in place of what is told of the step. */
  isInstead: boolean;
  toggle: () => void;
}>;

/**
 * Whether the set-up lies open. On a phone it begins folded, unless it says what there is to do. Where it takes the place of what is told, it makes way as
 * soon as somebody steps on or opens something.
 */
export function useFolding(player: Player, opensOnPhone = false): Folding {
  const narrow = useMedia(NARROW);
  const roomy = useMedia(ROOMY);
  const [isOpen, setOpen] = useState(!narrow || opensOnPhone);
  const instead = !narrow && !roomy;
  useEffect(() => {
    if (!instead) return;
    return player.store.subscribe((now, before) => {
      const opened = now.selection !== null && now.selection !== before.selection;
      if (now.index !== before.index || opened) setOpen(false);
    });
  }, [player, instead]);
  return { isOpen, isInstead: instead && isOpen, toggle: () => setOpen(!isOpen) };
}
