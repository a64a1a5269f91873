import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { leftRecording, takeAwayRecording } from "../../embed/leftRecording.ts";
import type { Address } from "../../player/address.ts";
import { playerOf, runsOf } from "../../player/session.ts";
import type { Player } from "../../player/store.ts";
import { setupIn } from "../../scenes/lab/address.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { fetchTheRest } from "../../ui/later.tsx";
import { keptView, readLab } from "./labAddress.ts";
import { labPlayer, type Wishes } from "./labPlayer.ts";
import { differences, sameSetup } from "./settings.ts";
import { useRunner } from "./useRunner.ts";
import { type Undoing, useUndo } from "./useUndo.ts";

/** The lab as a page has it: a set-up, and a player of the run that it gave. */
export type Lab = Readonly<{
  setup: LabSetup;
  /** null until the first run is there. */
  player: Player | null;
  /** A run is being recorded. */
  busy: boolean;
  /** The last run could not be recorded. */
  failed: boolean;
  change: (setup: LabSetup) => void;
  /** Runs the set-up once more, where that failed. */
  retry: () => void;
  undoing: Undoing;
}>;

/** How long the lab waits for the next change before it runs the last one, in ms. */
const PAUSE_MS = 150;

/**
 * Runs set-ups: the one that the address names, and each that it is changed to, from its start. The old run stays on
 * stage until the new one is there; of several changes only the last one is run. `sceneOf` is the scene of a set-up.
 */
export function useLab(address: Address, sceneOf: (setup: LabSetup) => Scene): Lab {
  const [setup, setSetup] = useState(() => readLab(address).setup);
  const wishes = useRef<Wishes>({ change: setSetup, show: () => undefined });
  const { run, player, state } = useRuns(sceneOf, wishes);
  const { note, undoing } = useUndo();
  const move = useCallback(
    (next: LabSetup) => {
      const changed = new Set(differences(setup, next).map(({ param }) => param));
      setSetup(next);
      const old = player?.store.getState();
      run(next, old === undefined ? readLab(address).view : keptView(old, changed), PAUSE_MS);
    },
    [setup, run, player, address],
  );
  const change = useCallback(
    (next: LabSetup) => {
      if (sameSetup(setup, next)) return;
      note(setup);
      move(next);
    },
    [setup, move, note],
  );
  useEffect(() => {
    const show = (loaded: Recording): void => {
      setSetup(setupIn(loaded));
      run(setupIn(loaded), readLab(address).view, 0, loaded);
    };
    wishes.current = { change, show };
  }, [change, run, address]);
  useEffect(() => {
    const left = leftRecording();
    const loaded = left?.scene === "lab" ? left : null;
    const { setup: asked, view } = readLab(address);
    const first = loaded === null ? asked : setupIn(loaded);
    setSetup(first);
    run(first, view, 0, loaded);
  }, [address, run]);
  const ways = useMemo(() => undoing(setup, move), [undoing, setup, move]);
  const retry = (): void => move(setup);
  return { setup, player, busy: state === "busy", failed: state === "failed", change, retry, undoing: ways };
}

/** Records runs, one at a time, and keeps the player of the last one. */
function useRuns(sceneOf: (setup: LabSetup) => Scene, wishes: Readonly<{ current: Wishes }>) {
  const [player, setPlayer] = useState<Player | null>(null);
  const [state, setState] = useState<"busy" | "failed" | "rest">("busy");
  const shown = useRef<Player | null>(null);
  const runner = useRunner();
  const run = useCallback(
    (setup: LabSetup, view: Address, pause: number, loaded: Recording | null = null) => {
      setState("busy");
      runner(pause, async (isLatest) => {
        const scene = sceneOf(setup);
        const made = await playerOf(scene, runsOf(scene), view, loaded, wantsStillness).catch(() => null);
        if (made !== null) await fetchTheRest();
        if (!isLatest()) return made?.dispose();
        takeAwayRecording();
        setState(made === null ? "failed" : "rest");
        if (made === null) return;
        shown.current?.dispose();
        shown.current = made;
        setPlayer(labPlayer(made, setup, () => wishes.current));
      });
    },
    [sceneOf, runner, wishes],
  );
  useEffect(() => () => shown.current?.dispose(), []);
  return { run, player, state };
}

/** Whether motion is to be left out. */
export function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
