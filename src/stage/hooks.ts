import { type MotionValue, motionValue } from "framer-motion";
import { type RefObject, useLayoutEffect, useState } from "react";
import { useProgress } from "../player/context.tsx";

export type Size = Readonly<{ width: number; height: number }>;

/** The outer size of an element, whole pixels; null before it is known. Scroll bars don't change it. */
export function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const next = { width: element.offsetWidth, height: element.offsetHeight };
      setSize((old) => (old?.width === next.width && old.height === next.height ? old : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** The fraction of the step as a MotionValue: everything that moves on stage is derived from it, without a render. */
export function useStepProgress(): MotionValue<number> {
  const progress = useProgress();
  const [value] = useState(() => motionValue(progress.get()));
  useLayoutEffect(() => {
    value.set(progress.get());
    return progress.subscribe((fraction) => value.set(fraction));
  }, [progress, value]);
  return value;
}
