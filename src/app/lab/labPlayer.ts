import type { Player } from "../../player/store.ts";
import { fieldOf } from "../../scenes/lab/fields.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import type { Recording } from "../../sim/recording.ts";
import { sameSetup, withSetting } from "./settings.ts";

/** What a player of the lab asks of the page. */
export type Wishes = Readonly<{ change: (setup: LabSetup) => void; show: (recording: Recording) => void }>;

/**
 * A player of a set-up's run. Before the first step nothing has happened yet: what is switched there is how the run
 * begins, so it is the set-up that changes; and a recording that is loaded brings the set-up with which it began.
 */
export function labPlayer(player: Player, setup: LabSetup, wishes: () => Wishes): Player {
  const { store, actions } = player;
  const throwSwitch: typeof actions.throwSwitch = async (id, value) => {
    const { index, live } = store.getState();
    const next = index === 0 && live ? withSetting(setup, fieldOf(id)?.key ?? null, value) : null;
    if (next === null) await actions.throwSwitch(id, value);
    else wishes().change(next);
  };
  const restart = async (): Promise<void> => {
    const next = withLateThrows(setup, player);
    if (sameSetup(next, setup)) await actions.restart();
    else wishes().change(next);
  };
  return { ...player, actions: { ...actions, throwSwitch, restart, show: (recording) => wishes().show(recording) } };
}

/** What was thrown when all was over had no effect: it shall have one now, from the start. */
function withLateThrows(setup: LabSetup, { store }: Player): LabSetup {
  const { recording, live } = store.getState();
  const last = recording.steps.at(-1)?.id;
  const late = live ? recording.throws.filter(({ after }) => after !== null && after === last) : [];
  return late.reduce((all, { switch: id, value }) => withSetting(all, fieldOf(id)?.key ?? null, value) ?? all, setup);
}
