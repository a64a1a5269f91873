import { usePlayer, usePlayerActions } from "../player/context.tsx";
import { whatFollows } from "../player/path.ts";
import { valueAt } from "../player/throws.ts";
import type { PlayerActions, PlayerState } from "../player/types.ts";
import { type Command, following } from "./keyboard.ts";
import { useKeys } from "./useKeys.ts";

export type PageCommands = Readonly<{
  blackout: () => void;
  help: () => void;
  fullscreen: () => void;
  /** Goes to what comes after the scene, an address of the app; null where the page shows one scene only. */
  nextScene: ((address: string) => void) | null;
  /** Asked first: whether the page itself has a use for it, and has done it. `held`: the key repeats. */
  goesFirst?: (command: Command, held: boolean) => boolean;
  /** Opens the presenter’s window, where there is one to open. */
  present?: (() => void) | undefined;
  /** Mallory’s next strategy, where it is no switch of the scene. */
  mallory?: () => void;
}>;

/** The keys of a scene: those of the player here, those of the page by what is given. */
export function useCommands(page: PageCommands): void {
  const actions = usePlayerActions();
  const state = usePlayer((whole) => whole);
  useKeys((command, held) => obey(command, held, state, actions, page));
}

/** `held`: the key is held down, and repeats. */
function obey(command: Command, held: boolean, state: PlayerState, actions: PlayerActions, page: PageCommands): void {
  if (page.goesFirst?.(command, held) === true) return;
  switch (command.type) {
    case "depth":
      actions.setDepth(command.depth);
      break;
    case "mallory":
      if (page.mallory === undefined) cycleMallory(state, actions);
      else page.mallory();
      break;
    case "present":
      page.present?.();
      break;
    case "escape":
      closeOrSkip(state, actions);
      break;
    case "fullscreen":
    case "blackout":
    case "help":
      page[command.type]();
      break;
    case "next":
      goOn(sceneAfter(state, held), actions, page);
      break;
    default:
      actions[command.type]();
  }
}

function goOn(address: string | null, { next }: PlayerActions, { nextScene }: PageCommands): void {
  if (address === null || nextScene === null) next();
  else nextScene(address);
}

/** The address of what follows where this one is over and at rest, null elsewhere: a clicker has no other key to go there. */
function sceneAfter({ scene, recording, index, moving, playing, asking }: PlayerState, held: boolean): string | null {
  const isOver = index >= recording.steps.length && !moving && !playing && asking === null;
  return isOver && !held ? (whatFollows(scene.card.id)?.address ?? null) : null;
}

function cycleMallory({ scene, recording, index }: PlayerState, { throwSwitch }: PlayerActions): void {
  const spec = scene.switches.find((one) => one.kind === "strategy");
  if (spec === undefined) return;
  const values = spec.options.map((option) => option.value);
  void throwSwitch(spec.id, following(values, valueAt(scene, recording, index, spec.id)));
}

function closeOrSkip({ asking, selection }: PlayerState, { guess, select }: PlayerActions): void {
  if (asking !== null) guess(asking, "skipped");
  else if (selection !== null) select(null);
}
