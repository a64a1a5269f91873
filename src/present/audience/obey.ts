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
export function obey(body: PresenterBody, { player, room, visit }: Obeying): void {
  const { actions, store } = player;
  switch (body.type) {
    case "do":
      if (body.what === "next" || body.what === "reveal") return nextOrReveal(player, room);
      return void actions[body.what]();
    case "seek":
      return actions.seek(body.index);
    case "speed":
      return actions.setSpeed(body.speed);
    case "depth":
      return actions.setDepth(body.depth);
    case "eyes":
      return isKnown(store.getState(), body.eyes) ? actions.setEyes(body.eyes) : undefined;
    case "select":
      return actions.select(body.selection);
    case "switch":
      return void actions.throwSwitch(body.switch, body.value);
    case "hops":
      return void actions.setHops(body.hops);
    case "guess":
      return answer(player, body.prediction, body.option);
    case "dismiss":
      return actions.dismissNotice(body.index);
    case "cover":
      return setRoom(room, { cover: body.cover });
    case "code":
      return setRoom(room, { code: body.open });
    case "spot":
      return room.set({ spot: body.spot });
    case "scene":
      return visit(body.scene);
    default:
  }
}

/** The next step. Where a question waits, that shows what came of it: the answer then comes out of the run. */
export function nextOrReveal({ store, actions }: Player, room: Store<RoomState>): void {
  const { asking } = store.getState();
  if (asking === null) return actions.next();
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

function isKnown({ recording }: PlayerState, eyes: string): boolean {
  return eyes === "all" || recording.cast.some(({ id }) => id === eyes);
}
