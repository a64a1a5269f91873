import { useRef, useState } from "react";
import type { PresenterLink } from "../../present/channel/link.ts";
import type { Spot } from "../../present/channel/messages.ts";

export type Pointing = Readonly<{
  /** What is pointed with; null: nothing. */
  kind: Spot["kind"] | null;
  spot: Spot | null;
  choose: (kind: Spot["kind"] | null) => void;
  move: (spot: Spot | null) => void;
  key: (kind: Spot["kind"], down: boolean) => void;
}>;

/** A key that is held for longer than this, in ms, points while it is held; a shorter press switches on and off. */
const HELD_MS = 350;

/** The teacher’s pointer: what it is, where it is, and the audience’s window told of it. */
export function usePointing(link: PresenterLink): Pointing {
  const [kind, setKind] = useState<Spot["kind"] | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const pressed = useRef<Readonly<{ at: number; on: boolean }>>({ at: 0, on: false });
  const last = useRef<Readonly<{ x: number; y: number }>>({ x: 0.5, y: 0.5 });
  const move = (next: Spot | null): void => {
    if (next !== null) last.current = { x: next.x, y: next.y };
    setSpot(next);
    link.post({ type: "spot", spot: next });
  };
  const choose = (next: Spot["kind"] | null): void => {
    setKind(next);
    move(next === null ? null : { kind: next, ...last.current });
  };
  const key = (wanted: Spot["kind"], down: boolean): void => {
    if (down) {
      pressed.current = { at: performance.now(), on: kind !== wanted };
      choose(kind === wanted ? null : wanted);
    } else if (pressed.current.on && performance.now() - pressed.current.at > HELD_MS) choose(null);
  };
  return { kind, spot, choose, move, key };
}
