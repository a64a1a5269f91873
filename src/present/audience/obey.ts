import type { Player } from "../../player/store.ts";
import type { PlayerState } from "../../player/types.ts";
import type { PresenterBody, Room } from "../channel/messages.ts";
import type { RoomState, Store } from "../room.ts";

export type Obeying = Readonly<{
  player: Player;
  room: Store<RoomState>;
  /** Goes to another scene. */
  visit: (scene: string) => void;
}>;

/** Does what the presenter asks. What this scene has no place for is left undone. */
export function obey(body: PresenterBody, obeying: Obeying): void {
  const { player, room, visit } = obeying;
  if (body.type === "cover") setRoom(room, { cover: body.cover });
  else if (body.type === "code") setRoom(room, { code: body.open });
  else if (body.type === "spot") room.set({ spot: body.spot });
  else if (body.type === "scene") visit(body.scene);
  else if (body.type !== "do") obeyPlayer(body, player);
  else if (body.what === "next" || body.what === "reveal") nextOrReveal(player, room);
  else void player.actions[body.what]();
}

/** What concerns the player alone. */
function obeyPlayer(body: PresenterBody, player: Player): void {
  const { actions, store } = player;
  switch (body.type) {
    case "seek":
      actions.seek(body.index);
      break;
    case "speed":
      actions.setSpeed(body.speed);
      break;
    case "depth":
      actions.setDepth(body.depth);
      break;
    case "eyes":
      if (isKnown(store.getState(), body.eyes)) actions.setEyes(body.eyes);
      break;
    case "select":
      actions.select(body.selection);
      break;
    case "switch":
      if (isSetting(store.getState(), body.switch, body.value)) void actions.throwSwitch(body.switch, body.value);
      break;
    case "hops":
      void actions.setHops(body.hops);
      break;
    case "guess":
      answer(player, body.prediction, body.option);
      break;
    case "dismiss":
      actions.dismissNotice(body.index);
      break;
    default:
  }
}

/** The next step. Where a question waits, that shows what came of it: the answer then comes out of the run. */
export function nextOrReveal({ store, actions }: Player, room: Store<RoomState>): void {
  const { asking } = store.getState();
  if (asking === null) {
    actions.next();
    return;
  }
  setRoom(room, { revealed: [...room.get().room.revealed.filter((id) => id !== asking), asking] });
  actions.guess(asking, "skipped");
}

export function setRoom(room: Store<RoomState>, part: Partial<Room>): void {
  room.set({ room: { ...room.get().room, ...part } });
}

function answer({ store, actions }: Player, prediction: string, option: string): void {
  const known = store.getState().scene.predictions.find(({ id }) => id === prediction);
  const isOption = option === "skipped" || known?.options.some(({ id }) => id === option) === true;
  if (known !== undefined && isOption) actions.guess(prediction, option);
}

/** The presenter may still have the scene before on its desk, with switches of its own. */
function isSetting({ scene }: PlayerState, id: string, value: string): boolean {
  return scene.switches.some((one) => one.id === id && one.options.some((option) => option.value === value));
}

function isKnown({ recording }: PlayerState, eyes: string): boolean {
  return eyes === "all" || recording.cast.some(({ id }) => id === eyes);
}
