import { t } from "../../language/t.ts";
import { withHeld } from "../../player/held.ts";
import { brokenReference } from "../../player/references.ts";
import type { Runs } from "../../player/runs.ts";
import type { Player } from "../../player/store.ts";
import { type Audience, audience } from "../../present/audience/audience.ts";
import type { HeldBody } from "../../present/channel/messages.ts";

const RENEWED = t`This window was loaded again, and the keys of its run were gone: what you see now is a new run, with new keys.`;

let held: HeldBody | null = null;
let isAsked = false;
let tellRenewed = (): void => undefined;

/**
 * What a presenter kept for this window, which has been loaded again: the way to open the scene with the recording that
 * it showed, byte for byte. Null where this window is no audience, nobody answers, or it is another scene.
 */
export async function givenBack(scene: string): Promise<((runs: Runs) => Runs) | null> {
  if (isAsked) return null;
  isAsked = true;
  held = (await audience()?.held()) ?? null;
  const recording = held?.recording ?? null;
  if (recording === null || recording.scene !== scene || brokenReference(recording) !== null) return null;
  return (runs) => withHeld(runs, recording, () => tellRenewed());
}

/** What was said and shown besides the recording comes back, too, once. */
export function takeUpHeld({ store, actions }: Player, { room }: Audience): void {
  tellRenewed = () => actions.notice(RENEWED);
  const back = held;
  held = null;
  if (back === null || back.recording !== store.getState().recording) return;
  if (back.room !== null) room.set({ room: back.room });
  for (const [prediction, option] of Object.entries(back.guesses)) actions.guess(prediction, option);
  if (back.asking !== null) actions.next();
}
