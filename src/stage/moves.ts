import { type MotionValue, motionValue, styleEffect } from "framer-motion";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** What of an element follows the step: shifts in px, scales, and the rest as CSS has it. */
export type Look = Readonly<
  Partial<Record<"x" | "y" | "scale" | "scaleX" | "scaleY" | "opacity" | "zIndex", MotionValue<number>>>
>;

/**
 * Lets an element follow the fraction of the step, without a render: `look` says how it looks at a fraction, and always
 * names the same properties. Give the element the ref that comes back, and leave these properties out of its `style`.
 * It is framer-motion's values and what puts them into styles, alone: its `m` elements would bring a renderer that is
 * made for much more, in every first load.
 */
export function useMoves<E extends HTMLElement | SVGElement>(
  progress: MotionValue<number>,
  look: (fraction: number) => Readonly<Partial<Record<keyof Look, number>>>,
): RefObject<E | null> {
  const element = useRef<E>(null);
  const values = useRef<ReadonlyMap<string, MotionValue<number>>>(new Map());
  const latest = useRef(look);
  useLayoutEffect(() => {
    const moving = element.current;
    if (moving === null) return;
    const all = Object.entries(latest.current(progress.get())).map(([key, at]) => [key, motionValue(at)] as const);
    values.current = new Map(all);
    const unbind = styleEffect(moving, Object.fromEntries(all));
    const unfollow = progress.on("change", (fraction) => put(values.current, latest.current(fraction)));
    return () => {
      unfollow();
      unbind();
    };
  }, [progress]);
  // What is drawn anew looks as it should before it is painted.
  useLayoutEffect(() => {
    latest.current = look;
    put(values.current, look(progress.get()));
    if (element.current !== null) styleEffect.flush(element.current);
  });
  return element;
}

function put(values: ReadonlyMap<string, MotionValue<number>>, look: Readonly<Record<string, number>>): void {
  for (const [key, at] of Object.entries(look)) values.get(key)?.set(at);
}
