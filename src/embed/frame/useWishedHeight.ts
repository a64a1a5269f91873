import { type RefObject, useEffect, useRef } from "react";
import type { Bridge } from "../messages/bridge.ts";
import { type Wish, wishedHeight } from "./height.ts";

/** The narration and the bar of a scene that is not there yet, about. */
const ABOUT_THE_REST = 150;

/** Asks the host for the height that the scene would like, whenever that is another one. */
export function useWishedHeight(
  frame: RefObject<HTMLElement | null>,
  narration: RefObject<HTMLElement | null>,
  bridge: Bridge | null,
): void {
  const wish = useRef<Wish | null>(null);
  useEffect(() => {
    const outer = frame.current;
    const words = narration.current;
    if (bridge === null || outer === null || words === null) return;
    let asked: number | null = null;
    const ask = (): void => {
      const others = [...outer.children].filter((child) => !child.contains(words));
      const rest = others.reduce((sum, child) => sum + heightInFlow(child), words.offsetHeight);
      wish.current = wishedHeight(wish.current, outer.clientWidth, rest);
      if (wish.current.height === asked) return;
      asked = wish.current.height;
      bridge.report("resize", { height: asked });
    };
    const observer = new ResizeObserver(ask);
    for (const element of [outer, words, ...outer.children]) observer.observe(element);
    return () => observer.disconnect();
  }, [frame, narration, bridge]);
}

/** Asks for about what the scene will ask for, so that the page doesn't jump when it is opened. */
export function usePosterHeight(bridge: Bridge | null): void {
  useEffect(() => {
    if (bridge === null) return;
    const { height } = wishedHeight(null, document.documentElement.clientWidth, ABOUT_THE_REST);
    bridge.report("resize", { height });
  }, [bridge]);
}

/** What stands over everything else takes no room. */
function heightInFlow(element: Element): number {
  if (!(element instanceof HTMLElement)) return 0;
  const { position } = getComputedStyle(element);
  return position === "absolute" || position === "fixed" ? 0 : element.scrollHeight;
}
