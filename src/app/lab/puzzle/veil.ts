import { t } from "../../../language/t.ts";
import type { Runs } from "../../../player/runs.ts";
import { runsOf } from "../../../player/session.ts";
import type { Player } from "../../../player/store.ts";
import { hiddenIn } from "../../../scenes/lab/hidden.ts";
import { puzzleScene } from "../../../scenes/lab/puzzleScene.ts";
import { labScene } from "../../../scenes/lab/scene.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import type { Scene } from "../../../scenes/types.ts";
import type { Recording } from "../../../sim/recording.ts";

/** What there is to see of a puzzle's runs: what the two ends know, until it is lifted. */
export type Veil = Readonly<{
  scene: Scene;
  /** What is shown of its runs. */
  runs: Runs;
  /** The whole of a recording that was shown. */
  whole: (recording: Recording) => Recording;
  /** Takes the switches of a player away: how they stand is what is hidden. */
  lay: (player: Player) => void;
  /** From now on a player shows everything: the run that is on stage, at the same step, and those to come. */
  lift: (player: Player) => void;
}>;

/** Hides a set-up's runs. */
export function makeVeil(setup: LabSetup): Veil {
  const veils = new WeakMap<Recording, Recording>();
  const wholes = new WeakMap<Recording, Recording>();
  let isLifted = false;
  const whole = (recording: Recording): Recording => wholes.get(recording) ?? recording;
  const shown = (recording: Recording): Recording => {
    if (isLifted) return recording;
    const known = veils.get(recording) ?? hiddenIn(recording);
    veils.set(recording, known);
    wholes.set(known, recording);
    return known;
  };
  const open = labScene(setup);
  const { hops, ...closed } = puzzleScene(setup);
  const lay = ({ store }: Player): void => store.setState({ scene: { ...store.getState().scene, switches: [] } });
  const lift = ({ store }: Player): void => {
    isLifted = true;
    const { recording, index } = store.getState();
    const all = whole(recording);
    const at = all.steps.findIndex(({ id }) => id === recording.steps[index - 1]?.id) + 1;
    store.setState({ recording: all, index: at, moving: false, scene: { ...open, hops } });
  };
  const scene = { ...closed, opening: openingOf(closed), hops, switches: open.switches };
  const { settle, renew } = runsOf(scene);
  const seen: Runs["settle"] = async (asked) => {
    const settled = await settle(asked);
    return { ...settled, recording: shown(settled.recording) };
  };
  return { scene, runs: { settle: seen, renew }, whole, lay, lift };
}

function openingOf({ opening }: Pick<Scene, "opening">): Scene["opening"] {
  return { ...opening, title: t`A puzzle: is something wrong here?` };
}
