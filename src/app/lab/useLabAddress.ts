import { useEffect } from "react";
import { writeHash } from "../../embed/place.ts";
import { subscribeTheme, themeState } from "../../embed/theme.ts";
import { parseAddress } from "../../player/address.ts";
import type { Player } from "../../player/store.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import { labAddress } from "./labAddress.ts";

/**
 * Keeps the address true to the set-up and its run, in place: the way back through set-ups is Undo, and the browser's
 * leads out of the lab.
 */
export function useLabAddress(setup: LabSetup, player: Player, busy: boolean): void {
  useEffect(() => {
    if (busy) return;
    const write = (): void => {
      const state = player.store.getState();
      // When the reader has gone elsewhere, the address is no longer ours to write.
      if (!state.live || state.recordingBusy || parseAddress(location.hash).page !== "lab") return;
      writeHash(labAddress(setup, state, themeState().asked), "replace");
    };
    write();
    const stops = [player.store.subscribe(write), subscribeTheme(write)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [setup, player, busy]);
}
