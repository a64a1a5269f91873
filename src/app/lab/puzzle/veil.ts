import type { Player } from "../../../player/store.ts";
import { labScene } from "../../../scenes/lab/scene.ts";
import type { Scene, StepContext, StepWords } from "../../../scenes/types.ts";
import { nameOf } from "../../../sim/lookup.ts";
import type { Artifact, Recording, VerdictArtifact, World } from "../../../sim/recording.ts";
import { foundIn } from "../found.ts";
import { toldSetup } from "./parts.ts";
import type { Puzzle } from "./puzzleAddress.ts";

/** What there is to see of a puzzle's runs: everything but the judges' reasons, until it is lifted. */
export type Veil = Readonly<{
  shown: (recording: Recording) => Recording;
  /** The whole of a recording, for whoever judges an answer. */
  whole: (recording: Recording) => Recording;
  /** Takes the switches of a player away: how they stand is what is hidden. */
  lay: (player: Player) => void;
  /** From now on a player shows everything: the run that is on stage, and those to come. */
  lift: (player: Player) => void;
}>;

export function makeVeil({ setup }: Puzzle): Veil {
  const veils = new WeakMap<Recording, Recording>();
  const wholes = new WeakMap<Recording, Recording>();
  let isLifted = false;
  const whole = (recording: Recording): Recording => wholes.get(recording) ?? recording;
  const shown = (recording: Recording): Recording => {
    if (isLifted) return recording;
    const known = veils.get(recording) ?? veiledRecording(recording);
    veils.set(recording, known);
    wholes.set(known, recording);
    return known;
  };
  const lift = ({ store }: Player): void => {
    isLifted = true;
    const { recording, scene } = store.getState();
    const { words, opening, switches } = labScene(setup);
    store.setState({ recording: whole(recording), scene: { ...scene, words, opening, switches } });
  };
  const lay = ({ store }: Player): void => {
    store.setState({ scene: { ...store.getState().scene, switches: [] } });
  };
  return { shown, whole, lay, lift };
}

/** A recording whose verdicts say whether, and not why; and in which no switch says how it stands. */
function veiledRecording(recording: Recording): Recording {
  return {
    ...recording,
    start: veiledWorld(recording.start),
    made: recording.made.map(veiled),
    steps: recording.steps.map((step) => ({ ...step, made: step.made.map(veiled), world: veiledWorld(step.world) })),
  };
}

function veiledWorld(world: World): World {
  return { ...world, switches: {} };
}

function veiled(one: Artifact): Artifact {
  return one.kind === "verdict" ? withoutReasons(one) : one;
}

/** Lights and alert stay: whoever is at the other end learns as much. */
function withoutReasons(verdict: VerdictArtifact): VerdictArtifact {
  return { ...verdict, checks: [], reason: null, path: [] };
}

/** The scene of a puzzle: run by the whole set-up, and told by what is known of it. */
export function puzzleScene({ setup, hidden, question }: Puzzle): Scene {
  const whole = labScene(setup);
  const told = labScene(toldSetup(setup, hidden));
  return {
    ...told,
    scenario: whole.scenario,
    switches: whole.switches,
    hops: { min: setup.hops, max: setup.hops, default: setup.hops },
    opening: openingOf(question),
    words: (context) => ({ ...told.words(context), ...withheld(context) }),
  };
}

export const USUAL_QUESTION = "Something may be wrong here. What is it, and whose is it?";

function openingOf(question: string | null): StepWords {
  return {
    title: "A puzzle",
    story: `${question ?? USUAL_QUESTION} Step through the run and open what you like: packets, certificates, desks. Only the judges’ reasons are kept from you.`,
    protocol:
      "The run is real TLS 1.3, and so are alerts, certificates and bytes: what is hidden is how it was set up.",
    tick: "start",
  };
}

/** The words of a judgement and of the end without the reasons. */
function withheld(context: StepContext): Partial<StepWords> {
  const { event, recording, after } = context;
  if (event.type === "ends") return { title: "The end", story: `${foundIn(recording).words}. What was behind it?` };
  if (event.type !== "checks") return {};
  const who = nameOf(recording, after, event.actor);
  const verdict = context.step.made.find((one) => one.kind === "verdict" && one.id === event.verdict);
  if (verdict?.kind !== "verdict") return {};
  if (event.of === "signature") return verdict.accepted ? { story: KEY_IS_THERE } : {};
  if (verdict.presented.length === 0) return {};
  return verdict.accepted
    ? { title: `${who} looks at the certificate, and goes on`, story: LOOK_YOURSELF }
    : { title: `${who} looks at the certificate, and refuses it`, story: `Why? ${LOOK_YOURSELF}` };
}

const KEY_IS_THERE = "Whoever is at the other end holds the private key of the certificate that was shown.";
const LOOK_YOURSELF =
  "The certificate lies open to you as well: its names, its dates, its uses, its issuer. Compare them with what was asked for, and with who is trusted.";
