import { useEffect, useRef, useState } from "react";
import { type Address, type Param, parseAddress, withParams } from "../player/address.ts";
import type { Runs } from "../player/runs.ts";
import { addressOf, type Opened, openScene, revisit } from "../player/session.ts";
import type { Player } from "../player/store.ts";
import { hasSwitches } from "../player/switchable.ts";
import type { PlayerState } from "../player/types.ts";
import type { StepId } from "../sim/recording.ts";
import { fetchTheRest } from "../ui/later.tsx";
import { leftRecording, takeAwayRecording } from "./leftRecording.ts";
import { visitsSoFar, writeHash } from "./place.ts";
import { subscribeTheme, themeState } from "./theme.ts";

export type Session =
  | Readonly<{ status: "opening" }>
  | Readonly<{ status: "failed"; sentence: string }>
  | Readonly<{ status: "open"; player: Player }>;

/** What may know of a scene's run before it is recorded; null where it does not. */
export type Before = (scene: string) => Promise<((runs: Runs) => Runs) | null>;

/**
 * The player of the scene that an address names: opened when the scene is another one, taken along when it is not.
 * @param end the step after which the scene is over; null: its own end
 */
export function useSession(address: Address, end: StepId | null = null, before?: Before): Session {
  const [session, setSession] = useState<Session>({ status: "opening" });
  const open = useRef<Player | null>(null);
  const endOfOpen = useRef(end);
  useEffect(() => {
    const known = endOfOpen.current === end ? open.current : null;
    endOfOpen.current = end;
    if (known !== null && known.store.getState().scene.card.id === address.scene) {
      void revisit(known, address);
      return;
    }
    let left = false;
    close(open);
    setSession({ status: "opening" });
    void openComplete(address, end, before).then((opened) => {
      if (left) return opened.ok ? opened.player.dispose() : undefined;
      takeAwayRecording();
      if (opened.ok) open.current = opened.player;
      setSession(opened.ok ? { status: "open", player: opened.player } : { status: "failed", ...opened });
    });
    return () => {
      left = true;
    };
  }, [address, end, before]);
  useEffect(() => () => close(open), []);
  return session;
}

/** Opens a scene, and fetches what it draws from the start, so that nothing drops in late. */
async function openComplete(address: Address, end: StepId | null, before?: Before): Promise<Opened> {
  const around = (await before?.(address.scene ?? "")) ?? undefined;
  const opened = await openScene(address, leftRecording(), wantsStillness, end, around);
  if (opened.ok && !isBare(opened.player.store.getState())) await fetchTheRest();
  return opened;
}

/** Whether it begins with nothing but words and open sheets: then whatever else there is can wait for the first step. */
function isBare({ scene, recording, depth, index }: PlayerState): boolean {
  const hasKeys = [recording, ...recording.steps].some(({ made }) => made.some(({ kind }) => kind === "key"));
  return index === 0 && depth === "story" && !hasKeys && !hasSwitches(scene) && recording.seed === undefined;
}

const NONE: readonly Param[] = [];

/** How long jumps that follow each other count as one in the history, in ms. */
const ONE_DRAG_MS = 1000;

/**
 * Keeps the address true to the player. Whatever was chosen (a switch, a depth, a jump) makes an entry in the history;
 * going on step by step does not, nor does anything in a frame, whose history is its host's.
 * @param more what else stands in the address: always the same object for the same parameters
 */
export function useAddress(page: "scene" | "embed", player: Player, more: readonly Param[] = NONE): void {
  useEffect(() => {
    let before = player.store.getState();
    let theme = themeState().asked;
    let lastJump = Number.NEGATIVE_INFINITY;
    let visits = visitsSoFar();
    const write = (): void => {
      const state = player.store.getState();
      if (!state.live || state.recordingBusy || !isHere(page, state)) return;
      const asked = themeState().asked;
      const jumped = isJump(before, state);
      const firstJump = jumped && performance.now() - lastJump > ONE_DRAG_MS;
      const chose = firstJump || isChoice(before, state) || asked !== theme;
      const push = page === "scene" && chose && visits === visitsSoFar();
      if (jumped) lastJump = performance.now();
      before = state;
      theme = asked;
      visits = visitsSoFar();
      writeHash(withParams(addressOf(page, state, asked), more), push ? "push" : "replace");
    };
    write();
    const stops = [player.store.subscribe(write), subscribeTheme(write)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [page, player, more]);
}

/** Whether the address still names this page: when the reader has gone elsewhere, it is no longer ours to write. */
function isHere(page: "scene" | "embed", state: PlayerState): boolean {
  const address = parseAddress(location.hash);
  return address.page === page && address.scene === state.scene.card.id;
}

function isJump(a: PlayerState, b: PlayerState): boolean {
  return Math.abs(a.index - b.index) > 1;
}

function isChoice(a: PlayerState, b: PlayerState): boolean {
  return a.recording !== b.recording || a.depth !== b.depth || a.eyes !== b.eyes;
}

function close(open: { current: Player | null }): void {
  open.current?.dispose();
  open.current = null;
}

function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
