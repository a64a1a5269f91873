import type { Setup } from "../scenes/types.ts";
import type { Recording } from "../sim/recording.ts";
import type { Runs } from "./runs.ts";
import { throwsKey } from "./throws.ts";

/**
 * Runs of which one is there already, as a recording alone: it comes back for its own setup, byte for byte. Its keys
 * are gone, though, so that any other setup is recorded with new ones: `renewed` is told when that comes to pass.
 */
export function withHeld(runs: Runs, held: Recording, renewed: () => void): Runs {
  let recording: Recording | null = held;
  return {
    settle: async (setup) => {
      if (recording !== null && isSetupOf(recording, setup)) return { recording, dropped: [] };
      const settled = await runs.settle(setup);
      if (recording !== null) renewed();
      recording = null;
      return settled;
    },
    renew: () => {
      recording = null;
      runs.renew();
    },
  };
}

/** Whether a recording is of this setup, its seed included, in whatever order its throws are named. */
function isSetupOf(recording: Recording, { hops, throws, seed }: Setup): boolean {
  return recording.hops === hops && recording.seed === seed && inOrder(recording.throws) === inOrder(throws);
}

function inOrder(throws: Setup["throws"]): string {
  return throwsKey([...throws].sort((a, b) => (throwsKey([a]) < throwsKey([b]) ? -1 : 1)));
}
