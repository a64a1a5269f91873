import { useCallback, useEffect, useState } from "react";
import type { Address } from "../../../player/address.ts";
import { playerOf } from "../../../player/session.ts";
import type { Player } from "../../../player/store.ts";
import { fetchTheRest } from "../../../ui/later.tsx";
import { wantsStillness } from "../useLab.ts";
import { useRunner } from "../useRunner.ts";
import type { Puzzle } from "./puzzleAddress.ts";
import { makeVeil, type Veil } from "./veil.ts";

/** The player of a puzzle's run, veiled; null until it is there. */
export function usePuzzle(puzzle: Puzzle, view: Address) {
  const [open, setOpen] = useState<Readonly<{ player: Player | null; veil: Veil; failed: boolean }>>(() => ({
    player: null,
    veil: makeVeil(puzzle.setup),
    failed: false,
  }));
  const runner = useRunner();
  const run = useCallback(() => {
    const veil = makeVeil(puzzle.setup);
    runner(0, async (isLatest) => {
      const player = await playerOf(veil.scene, veil.runs, view, null, wantsStillness).catch(() => null);
      if (player !== null) await fetchTheRest();
      if (player !== null) veil.lay(player);
      if (isLatest()) setOpen({ player, veil, failed: player === null });
      else player?.dispose();
    });
  }, [puzzle, view, runner]);
  useEffect(run, [run]);
  const { player } = open;
  useEffect(() => () => player?.dispose(), [player]);
  return { ...open, retry: run };
}
