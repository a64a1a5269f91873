import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Address } from "../../player/address.ts";
import { playerOf } from "../../player/session.ts";
import type { Player } from "../../player/store.ts";
import { fieldOf } from "../../scenes/lab/fields.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import type { Scene } from "../../scenes/types.ts";
import { fetchTheRest } from "../../ui/later.tsx";
import { keptView, readLab } from "./labAddress.ts";
import { differences, sameSetup, withSetting } from "./settings.ts";
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
  const [wish] = useState(() => readLab(address));
  const [setup, setSetup] = useState(wish.setup);
  const [player, setPlayer] = useState<Player | null>(null);
  const [state, setState] = useState<"busy" | "failed" | "rest">("busy");
  const shown = useRef<Player | null>(null);
  const runner = useRunner();

  const run = useCallback(
    (next: LabSetup, view: () => Address, pause: number) => {
      setState("busy");
      const scene = sceneOf(next);
      runner(pause, async (isLatest) => {
        const made = await playerOf(scene, view(), null, wantsStillness).catch(() => null);
        if (made !== null) await fetchTheRest();
        if (!isLatest()) return made?.dispose();
        setState(made === null ? "failed" : "rest");
        if (made === null) return;
        const before = shown.current;
        shown.current = made;
        setPlayer(atSetup(made, next, (changed) => changeRef.current(changed)));
        before?.dispose();
      });
    },
    [sceneOf, runner],
  );

  const undo = useUndo();
  const move = useCallback(
    (next: LabSetup) => {
      const changed = new Set(differences(setup, next).map(({ param }) => param));
      setSetup(next);
      const old = shown.current?.store.getState();
      run(next, () => (old === undefined ? wish.view : keptView(old, changed)), PAUSE_MS);
    },
    [setup, run, wish],
  );
  const change = useCallback(
    (next: LabSetup) => {
      if (sameSetup(setup, next)) return;
      undo.note(setup);
      move(next);
    },
    [setup, move, undo.note],
  );
  const changeRef = useRef(change);
  changeRef.current = change;

  useEffect(() => {
    const asked = readLab(address);
    setSetup(asked.setup);
    run(asked.setup, () => asked.view, 0);
  }, [address, run]);
  useEffect(() => () => shown.current?.dispose(), []);

  const undoing = useMemo(() => undo.undoing(setup, move), [undo, setup, move]);
  const retry = (): void => move(setup);
  return { setup, player, busy: state === "busy", failed: state === "failed", change, retry, undoing };
}

/** Before the first step nothing has happened yet: what is switched there is how the run begins, so it is the set-up's. */
function atSetup(player: Player, setup: LabSetup, change: (setup: LabSetup) => void): Player {
  const { store, actions } = player;
  const throwSwitch: typeof actions.throwSwitch = async (id, value) => {
    const { index, live } = store.getState();
    const next = index === 0 && live ? withSetting(setup, fieldOf(id)?.key ?? null, value) : null;
    if (next === null) await actions.throwSwitch(id, value);
    else change(next);
  };
  const restart = async (): Promise<void> => {
    const { recording, live } = store.getState();
    const last = recording.steps.at(-1)?.id;
    // What was thrown when all was over had no effect: it shall have one now, from the start.
    const late = live ? recording.throws.filter(({ after }) => after !== null && after === last) : [];
    const next = late.reduce<LabSetup>(
      (all, { switch: id, value }) => withSetting(all, fieldOf(id)?.key ?? null, value) ?? all,
      setup,
    );
    if (sameSetup(next, setup)) await actions.restart();
    else change(next);
  };
  return { ...player, actions: { ...actions, throwSwitch, restart } };
}

type Work = (isLatest: () => boolean) => Promise<void>;

/** Does the last work that it was given, after its pause. */
function useRunner(): (pause: number, work: Work) => void {
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      latest.current++;
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback((pause, work) => {
    const ticket = ++latest.current;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void work(() => ticket === latest.current), pause);
  }, []);
}

function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
