import { createMirror, type Mirror, type Mirrored } from "../../player/mirror.ts";
import { brokenReference } from "../../player/references.ts";
import type { PlayerActions } from "../../player/types.ts";
import { loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { openPresenterLink, type PresenterLink } from "../channel/link.ts";
import type { AudienceBody, Room, StateBody } from "../channel/messages.ts";
import { EMPTY_ROOM, type Store, storeOf } from "../room.ts";
import { remoteActions } from "./remoteActions.ts";

/** What the presenter’s window shows: null until the audience’s has said what it shows. */
export type PresenterState = Readonly<{
  mirror: Mirror | null;
  room: Room;
  /** The size of the audience’s stage. */
  stage: StateBody["stage"];
}>;

export type Presenter = Readonly<{
  link: PresenterLink;
  state: Store<PresenterState>;
  /** What can be asked of the audience’s player. */
  actions: PlayerActions;
  close: () => void;
}>;

type PresenterOptions = Readonly<{
  session: string;
  reducedMotion: () => boolean;
  /** The audience’s window wants the stopwatch to begin anew. */
  onTimer: () => void;
}>;

/** The presenter’s side of a presentation. It keeps what the audience’s window shows, and gives it back to one that lost it. */
export function openPresenter({ session, reducedMotion, onTimer }: PresenterOptions): Presenter {
  const state = storeOf<PresenterState>({ mirror: null, room: EMPTY_ROOM, stage: null });
  const link = openPresenterLink(session, hear);
  const actions = remoteActions(link.post);
  let received: Readonly<{ run: string; recording: Recording }> | null = null;
  let latest: StateBody | null = null;
  let loading: string | null = null;

  function hear(body: AudienceBody): void {
    if (body.type === "hello" && body.wants) giveBack();
    else if (body.type === "timer") onTimer();
    else if (body.type === "recording") receive(body);
    else if (body.type === "state") show(body);
  }

  function receive({ run, recording }: Extract<AudienceBody, { type: "recording" }>): void {
    if (brokenReference(recording) === null) received = { run, recording };
  }

  function show(body: StateBody): void {
    latest = body;
    if (received === null || received.run !== body.run) return;
    const { recording } = received;
    const { mirror } = state.get();
    if (mirror?.player.store.getState().scene.card.id === recording.scene) {
      mirror.take(mirrored(body, recording));
      if (isOther(body)) state.set({ room: body.room, stage: body.stage });
    } else void open(recording.scene);
  }

  /** Whether anything besides the player has changed. */
  function isOther({ room, stage }: StateBody): boolean {
    const { room: oldRoom, stage: oldStage } = state.get();
    return JSON.stringify([room, stage]) !== JSON.stringify([oldRoom, oldStage]);
  }

  async function open(id: string): Promise<void> {
    if (loading === id) return;
    loading = id;
    const scene = await loadScene(id).catch(() => null);
    loading = null;
    if (scene !== null) begin(scene);
  }

  /** Shows a scene as it stands by now: things may have gone on while it was loaded. */
  function begin(scene: Scene): void {
    if (latest === null || received === null || latest.run !== received.run) return;
    const { recording } = received;
    if (recording.scene !== scene.card.id) return;
    state.get().mirror?.player.dispose();
    const mirror = createMirror({ scene, state: mirrored(latest, recording), actions, reducedMotion });
    state.set({ mirror, room: latest.room, stage: latest.stage });
  }

  function giveBack(): void {
    link.post({
      type: "held",
      recording: received?.recording ?? null,
      guesses: latest?.guesses ?? {},
      asking: latest?.asking ?? null,
      room: latest?.room ?? null,
    });
  }

  link.post({ type: "hello" });
  return {
    link,
    state,
    actions,
    close: () => {
      link.post({ type: "bye" });
      link.close();
      state.get().mirror?.player.dispose();
    },
  };
}

function mirrored(body: StateBody, recording: Recording): Mirrored {
  const { index, moving, playing, speed, depth, eyes, selection, asking, guesses, notices, recordingBusy, live } = body;
  const at = Math.min(index, recording.steps.length);
  return {
    ...{ recording, index: at, moving, playing, speed, depth, eyes, selection },
    ...{ asking, guesses, notices, recordingBusy, live },
  };
}
