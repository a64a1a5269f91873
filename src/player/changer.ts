import type { StoreApi } from "zustand/vanilla";
import { t } from "../language/t.ts";
import type { Setup } from "../scenes/types.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { withNotice } from "./notices.ts";
import type { Runs } from "./runs.ts";
import { seedOf } from "./seed.ts";
import type { PlayerState } from "./types.ts";

export type Adopt = (recording: Recording, dropped: readonly Throw[]) => Partial<PlayerState>;

export type Changer = Readonly<{
  /** Shows the run of a setup as soon as it is there, with what `adopt` adds; a later change makes this one void. */
  change: (setup: Setup, adopt: Adopt) => Promise<void>;
  /** Shows a recording at once. */
  put: (recording: Recording, part: Partial<PlayerState>) => void;
  /** The setup that was asked for last: it may still be on its way. */
  wanted: () => Setup;
  tell: (sentence: string) => void;
  /** Ignores whatever is still on its way. */
  abandon: () => void;
}>;

const FAILED = t`The new run could not be recorded, so the old one stays.`;

/** The exchange of one recording for another: only the one asked for last is ever shown. */
export function createChanger({ getState, setState }: StoreApi<PlayerState>, runs: Runs): Changer {
  let latest = 0;
  let wanted = setupOf(getState().recording);

  async function change(setup: Setup, adopt: Adopt): Promise<void> {
    const ticket = ++latest;
    wanted = setup;
    setState({ recordingBusy: true });
    const settled = await runs.settle(setup).catch(() => null);
    if (ticket !== latest) return;
    if (settled !== null) return show(settled.recording, adopt(settled.recording, settled.dropped));
    wanted = setupOf(getState().recording);
    setState({ recordingBusy: false });
    tell(FAILED);
  }

  function show(recording: Recording, part: Partial<PlayerState>): void {
    wanted = setupOf(recording);
    const { eyes, selection } = getState();
    const known = recording.cast.some((actor) => actor.id === eyes);
    setState({
      recording,
      recordingBusy: false,
      asking: null,
      eyes: known ? eyes : "all",
      selection: selection !== null && holds(recording, selection.id) ? selection : null,
      ...part,
    });
  }

  function tell(sentence: string): void {
    setState({ notices: withNotice(getState().notices, sentence) });
  }

  function abandon(): void {
    latest++;
  }

  return {
    change,
    put: (recording, part) => {
      abandon();
      show(recording, part);
    },
    wanted: () => wanted,
    tell,
    abandon,
  };
}

function setupOf({ hops, throws, seed }: Recording): Setup {
  return { hops, throws, ...seedOf({ seed }) };
}

function holds(recording: Recording, id: string): boolean {
  const made = [...recording.made, ...recording.steps.flatMap((step) => step.made)];
  return recording.cast.some((actor) => actor.id === id) || made.some((artifact) => artifact.id === id);
}
