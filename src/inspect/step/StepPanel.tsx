import { lazy, type ReactElement, Suspense } from "react";
import { inQuotes, t } from "../../language/t.ts";
import { actKept } from "../../player/actKept.ts";
import { usePlayer } from "../../player/context.tsx";
import { wordsAt } from "../../player/words.ts";
import { cards } from "../../scenes/catalog.ts";
import { packetName } from "../../scenes/labels.ts";
import { actsIn, artifact, nameOf, type Reading, readingOf } from "../../sim/lookup.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { later } from "../../ui/later.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { bytesText } from "../names.ts";
import { useView, type View } from "../view.ts";
import { attemptsOfStep } from "./attempts.ts";
import { LeavesOut, NextScene } from "./Ending.tsx";
import { isAwaited, type PredictionView, predictionViews } from "./prediction.ts";
import { Readers } from "./Readers.tsx";
import styles from "./StepPanel.module.css";

const AttemptList = later(async () => (await import("../late.ts")).AttemptList);
const Changes = later(async () => (await import("../late.ts")).Changes);
const OutcomeCard = later(async () => (await import("../late.ts")).OutcomeCard);
const Question = later(async () => (await import("../late.ts")).Question);
const PredictionAnswer = later(async () => (await import("../late.ts")).PredictionAnswer);
const PredictionsBefore = later(async () => (await import("../late.ts")).PredictionsBefore);
const PredictionsSummary = later(async () => (await import("../late.ts")).PredictionsSummary);
const RealThing = later(async () => (await import("../late.ts")).RealThing);
const EndOfStory = later(async () => (await import("../late.ts")).EndOfStory);
const VerdictView = lazy(() => import("../verdict/VerdictView.tsx").then((m) => ({ default: m.VerdictView })));
const StatusOpener = lazy(() => import("../status/StatusOpener.tsx").then((m) => ({ default: m.StatusOpener })));
const RequestOpener = lazy(() => import("../request/RequestOpener.tsx").then((m) => ({ default: m.RequestOpener })));
const StepBytes = lazy(() => import("../bytes/StepBytes.tsx").then((m) => ({ default: m.StepBytes })));

/** The step in words, what was asked and answered about it, and what it shows at the depth chosen. */
export function StepPanel(): ReactElement {
  const view = useView();
  const scene = usePlayer((state) => state.scene);
  const asking = usePlayer((state) => state.asking);
  const depth = usePlayer((state) => state.depth);
  const guesses = usePlayer((state) => state.guesses);
  // While somebody is guessing, what would give the answer away is not shown.
  const guessing = asking !== null || isAwaited(scene.predictions, view.recording, view.seen, guesses);
  const words = wordsAt(scene, view.recording, view.frame.index);
  const ended = view.seen === view.frame.count;
  return (
    <div className={styles.step}>
      <header>
        <p className={styles.eyebrow}>{eyebrowOf(view, scene.card.title)}</p>
        <h1 tabIndex={-1} className={styles.heading}>
          <RichText text={words.title} />
        </h1>
      </header>
      <p className={styles.story}>
        <RichText text={words.story} />
      </p>
      {depth === "story" || words.protocol === "" ? null : (
        <p className={styles.protocol}>
          <RichText text={words.protocol} />
        </p>
      )}
      {guessing ? null : <ThroughEyes view={view} />}
      {asking === null ? <Answers view={view} when="now" /> : <Question key={asking} id={asking} />}
      {ended ? <PredictionsSummary /> : null}
      {ended ? <Onwards current={scene.card.id} /> : null}
      {depth === "story" ? null : <Outcome view={view} />}
      <StepVerdict view={view} />
      <StepRequest view={view} />
      <Deeper view={view} guessing={guessing} />
      {guessing ? null : <PacketOnStage view={view} />}
      {asking === null && !ended ? <Answers view={view} when="other" /> : null}
      {isSimplified(scene.card.act) ? <RealThing scene={scene.card.id} /> : null}
      <LeavesOut sentences={scene.leavesOut} />
    </div>
  );
}

/** Acts II to IV do with a protocol of their own what Act V does for real. */
function isSimplified(act: number): boolean {
  return act > 1 && act < 5;
}

function eyebrowOf({ recording, frame }: View, title: string): string {
  if (frame.step === null) return t`${title} · ${frame.count} steps`;
  const who = actsIn(frame.step.event);
  const name = who === null ? "" : ` · ${nameOf(recording, frame.after, who)}`;
  return t`Step ${frame.index} of ${frame.count}${name}`;
}

/** What the depths below the story add. */
function Deeper({ view, guessing }: { view: View; guessing: boolean }): ReactElement {
  const depth = usePlayer((state) => state.depth);
  const { step } = view.frame;
  return (
    <>
      <Attempts view={view} all={depth !== "story" && !guessing} />
      {depth === "story" ? null : <Changes view={view} />}
      {step === null || depth !== "bytes" ? null : (
        <Suspense fallback={null}>
          <StepBytes recording={view.recording} step={step} />
        </Suspense>
      )}
    </>
  );
}

/** What was really tried in this step, with which key, and what came of it. */
function Attempts({ view, all }: { view: View; all: boolean }): ReactElement | null {
  if (view.frame.moving) return null;
  const groups = attemptsOfStep(view.recording, view.frame.index, all);
  return groups.length === 0 ? null : <AttemptList view={view} groups={groups} title={t`Tried for real`} />;
}

/** What whoever lends their eyes reads of the packet; the words above it are the narrator's, who sees all. */
function ThroughEyes({ view: { recording, frame, seen, eyes } }: { view: View }): ReactElement | null {
  const place = frame.world.packet;
  if (place === null || !recording.cast.some((actor) => actor.id === eyes)) return null;
  const packet = artifact(recording, "packet", place.id);
  const reading = readingOf(recording, seen, eyes, packet);
  const name = nameOf(recording, frame.world, eyes);
  return (
    <p className={styles.eyes}>
      <b>{t`Through ${name}’s eyes:`}</b> {readWords(reading, packet)}
    </p>
  );
}

function readWords({ seen, state, text }: Reading, packet: PacketArtifact): string {
  if (!seen) return t`nothing of this. It did not pass here.`;
  if (state === "reads") return text === null ? t`the ${packetName(packet)}.` : inQuotes(text);
  return t`sealed, ${bytesText(packet.bytes.length / 2)}. From whom and for whom, and not what is inside.`;
}

/** The next scene's card; after the last scene, where else to look. */
function Onwards({ current }: { current: string }): ReactElement {
  return cards.at(-1)?.id === current && actKept() === null ? <EndOfStory /> : <NextScene current={current} />;
}

/** Predictions answered before: the one that this step settles, or the others in short. */
function Answers({ view, when }: { view: View; when: "now" | "other" }): ReactElement | null {
  const predictions = usePlayer((state) => state.scene.predictions);
  const guesses = usePlayer((state) => state.guesses);
  const views = predictionViews(predictions, view.recording, view.seen, guesses);
  // Whoever skipped a question did not ask for the answer either.
  const isFull = (v: PredictionView) => v.now && v.guess !== null;
  const others = views.filter((v) => !isFull(v));
  if (when === "other") return others.length === 0 ? null : <PredictionsBefore predictions={others} />;
  return (
    <>
      {views.filter(isFull).map((v) => (
        <PredictionAnswer key={v.id} prediction={v} compact={false} />
      ))}
    </>
  );
}

/** How it ended: nothing before the last step. */
function Outcome({ view }: { view: View }): ReactElement | null {
  const event = view.frame.step?.event;
  return event?.type !== "ends" || view.frame.moving ? null : <OutcomeCard view={view} outcome={event.outcome} />;
}

function StepVerdict({ view: { recording, frame } }: { view: View }): ReactElement | null {
  const event = frame.step?.event;
  if (event?.type !== "checks" || frame.moving) return null;
  return (
    <Suspense fallback={null}>
      <VerdictView verdict={artifact(recording, "verdict", event.verdict)} brief />
    </Suspense>
  );
}

function StepRequest({ view: { frame } }: { view: View }): ReactElement | null {
  const event = frame.step?.event;
  const status = event !== undefined && "status" in event ? event.status : null;
  if (status !== null && !frame.moving)
    return (
      <Suspense fallback={null}>
        <StatusOpener id={status} />
      </Suspense>
    );
  const id = event !== undefined && "request" in event ? event.request : undefined;
  return id === undefined || frame.moving ? null : (
    <Suspense fallback={null}>
      <RequestOpener id={id} />
    </Suspense>
  );
}

/** In the story, only where the step is about the packet: one idea a step. */
function PacketOnStage({ view }: { view: View }): ReactElement | null {
  const story = usePlayer((state) => state.depth) === "story";
  const { step, world } = view.frame;
  if (world.packet === null || step === null || (story && !("packet" in step.event))) return null;
  return <Readers view={view} packet={artifact(view.recording, "packet", world.packet.id)} why={!story} />;
}
