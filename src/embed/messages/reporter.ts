import type { Player } from "../../player/store.ts";
import type { PlayerState } from "../../player/types.ts";
import { completeDetail, predictionDetails, stepDetail, switchDetails, verdictDetail } from "./facts.ts";
import type { EventDetails, EventName } from "./protocol.ts";

export type Report = <E extends EventName>(event: E, detail: EventDetails[E]) => void;

/**
 * Tells all that happens in a player from now on. What says the same as before is not told again.
 * @returns the way to stop
 */
export function reportOn({ store }: Player, begin: () => number, report: Report): () => void {
  let last = store.getState();
  let told = { step: said(stepDetail(last)), verdict: said(verdictDetail(last)) };
  let predictions = new Map(predictionDetails(last).map((one) => [one.id, said(one)]));
  let isComplete = completeDetail(last) !== null;

  function follow(state: PlayerState): void {
    const before = last;
    last = state;
    if (state.recording !== before.recording)
      for (const detail of switchDetails(before, state)) report("switch", detail);
    if (isElsewhere(before, state)) tellStep(state, before);
    if (state.playing !== before.playing) report("playing", { playing: state.playing });
    if (isElsewhere(before, state) || state.moving !== before.moving) tellVerdict(state);
    tellPredictions(state);
    tellComplete(state, before);
  }

  function tellStep(state: PlayerState, before: PlayerState): void {
    const detail = stepDetail(state);
    if (said(detail) === told.step) return;
    told = { step: said(detail), verdict: state.index === before.index ? told.verdict : said(null) };
    report("step", detail);
  }

  function tellVerdict(state: PlayerState): void {
    const detail = verdictDetail(state);
    if (detail === null || said(detail) === told.verdict) return;
    told = { ...told, verdict: said(detail) };
    report("verdict", detail);
  }

  function tellPredictions(state: PlayerState): void {
    const all = predictionDetails(state);
    for (const detail of all) {
      const known = predictions.get(detail.id);
      // What was shown once is known, also after going back.
      if (known === said(detail) || (detail.right === null && known !== undefined)) continue;
      predictions.set(detail.id, said(detail));
      report("prediction", detail);
    }
    if (all.length < predictions.size) predictions = new Map(all.map((one) => [one.id, said(one)]));
  }

  function tellComplete(state: PlayerState, before: PlayerState): void {
    if (state.recording !== before.recording || state.index <= begin()) isComplete = false;
    const detail = isComplete ? null : completeDetail(state);
    if (detail === null) return;
    isComplete = true;
    report("complete", detail);
  }

  return store.subscribe(follow);
}

/** Whether something else is told: another step, another run, another depth. */
function isElsewhere(a: PlayerState, b: PlayerState): boolean {
  return a.index !== b.index || a.recording !== b.recording || a.depth !== b.depth;
}

function said(detail: unknown): string {
  return JSON.stringify(detail);
}
