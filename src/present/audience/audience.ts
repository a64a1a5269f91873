import type { Player } from "../../player/store.ts";
import { type AudienceLink, openAudienceLink } from "../channel/link.ts";
import type { HeldBody, PresenterBody, StateBody } from "../channel/messages.ts";
import { audienceSession, becomeAudience, leaveAudience } from "../channel/session.ts";
import { EMPTY_ROOM, type RoomState, type Store, storeOf } from "../room.ts";
import { nextOrReveal, obey } from "./obey.ts";
import { createTelling } from "./telling.ts";

/** This window as a presentation’s audience. It owns the run: the presenter asks, and sees what came of it. */
export type Audience = Readonly<{
  link: AudienceLink;
  room: Store<RoomState>;
  /** Shows a player to the presenter, and does there what the presenter asks; gives the way to stop. */
  attach: (player: Player, visit: (scene: string) => void) => () => void;
  /** The stage’s size, whenever it is another one. */
  resized: (size: StateBody["stage"]) => void;
  /** The next step, or what came of the question that waits. */
  next: () => void;
  /** What the presenter keeps of this window’s last page; null where none answers in time. */
  held: () => Promise<HeldBody | null>;
}>;

/** How long the page waits for a presenter to give its recording back, in ms. */
const HELD_WITHIN_MS = 800;
/** How long a page without a scene may last before the presenter is told, in ms: the next scene is opened sooner. */
const AWAY_AFTER_MS = 600;

let current: Audience | null = null;
const listeners = new Set<() => void>();

/** This window as an audience; null where it is none. */
export function audience(): Audience | null {
  const session = audienceSession();
  if (session !== null) current ??= create(session);
  return current;
}

/** Makes this window an audience, where it is not one yet. */
export function beAudience(): Audience {
  if (current !== null) return current;
  current = create(becomeAudience(audienceSession() ?? undefined));
  for (const listener of listeners) listener();
  return current;
}

/** Ends the presentation for this window. */
export function endAudience(): void {
  if (current === null) return;
  current.link.post({ type: "bye" });
  current.link.close();
  current = null;
  leaveAudience();
  for (const listener of listeners) listener();
}

/** Hears of the presentation’s beginning and end. */
export function onAudience(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type Shown = Readonly<{ player: Player; visit: (scene: string) => void }>;

function create(session: string): Audience {
  const room = storeOf<RoomState>({ room: EMPTY_ROOM, spot: null });
  let shown: Shown | null = null;
  let giveHeld = (_held: HeldBody): void => undefined;
  const link = openAudienceLink(session, hear, endAudience);
  const { tell, tellAll, resized } = createTelling({ link, room, shown: () => shown?.player ?? null });

  function hear(body: PresenterBody): void {
    if (body.type === "hello") tellAll();
    else if (body.type === "held") giveHeld(body);
    else if (shown !== null) obey(body, { ...shown, room });
  }

  function detach(player: Player): void {
    if (shown?.player !== player) return;
    shown = null;
    setTimeout(() => {
      if (shown === null && current !== null) link.post({ type: "away" });
    }, AWAY_AFTER_MS);
  }

  link.post({ type: "hello", wants: true });
  return {
    link,
    room,
    attach: (player, visit) => {
      shown = { player, visit };
      tell();
      const stop = player.store.subscribe(tell);
      return () => {
        stop();
        detach(player);
      };
    },
    resized,
    next: () => {
      if (shown !== null) nextOrReveal(shown.player, room);
    },
    held: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), HELD_WITHIN_MS);
        giveHeld = (held) => {
          clearTimeout(timer);
          resolve(held);
        };
      }),
  };
}
