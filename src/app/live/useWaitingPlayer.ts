import { useEffect, useState } from "react";
import type { Player } from "../../player/store.ts";
import { waitingPlayer } from "./waiting.ts";

/** The stage on which nobody has called; null until it is set up. */
export function useWaitingPlayer(): Player | null {
  const [player, setPlayer] = useState<Player | null>(null);
  useEffect(() => {
    let left = false;
    let made: Player | null = null;
    void waitingPlayer(() => true).then((ready) => {
      made = ready;
      if (left) ready.dispose();
      else setPlayer(ready);
    });
    return () => {
      left = true;
      made?.dispose();
    };
  }, []);
  return player;
}
