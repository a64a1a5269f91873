import type { Player } from "../../player/store.ts";
import type { PlayerState } from "../../player/types.ts";
import type { Recording } from "../../sim/recording.ts";
import type { AudienceLink } from "../channel/link.ts";
import type { StateBody } from "../channel/messages.ts";
import type { RoomState, Store } from "../room.ts";

/** What the presenter is told of a player: how things stand, and the recording, where the presenter doesn’t have it yet. */
export type Telling = Readonly<{
  tell: () => void;
  /** To a presenter that knows nothing yet. */
  tellAll: () => void;
  resized: (size: StateBody["stage"]) => void;
}>;

type TellingOptions = Readonly<{
  link: AudienceLink;
  room: Store<RoomState>;
  /** What is shown now; null: no scene. */
  shown: () => Player | null;
}>;

/** Tells the presenter, whenever it is there. */
export function createTelling({ link, room, shown }: TellingOptions): Telling {
  const own = Math.trunc(performance.timeOrigin);
  let stage: StateBody["stage"] = null;
  let sent: Recording | null = null;
  let lastRoom = room.get().room;
  let runs = 0;

  function tell(): void {
    const player = shown();
    if (player === null || link.connection().status !== "here") return;
    const state = player.store.getState();
    if (state.recording !== sent) {
      sent = state.recording;
      runs++;
      link.post({ type: "recording", run: `${own}-${runs}`, recording: sent });
    }
    link.post(stateBody(state, { run: `${own}-${runs}`, room: room.get().room, stage }));
  }

  function tellAll(): void {
    sent = null;
    tell();
  }

  room.subscribe(() => {
    if (room.get().room === lastRoom) return;
    lastRoom = room.get().room;
    tell();
  });
  link.subscribe(() => {
    if (link.connection().status === "here") tellAll();
  });
  return {
    tell,
    tellAll,
    resized: (size) => {
      stage = size;
      tell();
    },
  };
}

function stateBody(state: PlayerState, besides: Pick<StateBody, "run" | "room" | "stage">): StateBody {
  const { scene: _scene, recording: _recording, notices, guesses, ...rest } = state;
  return { ...rest, ...besides, type: "state", notices: [...notices], guesses: { ...guesses } };
}
