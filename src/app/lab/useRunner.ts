import { useCallback, useEffect, useRef } from "react";

/** Something to do, which can ask whether it is still wanted. */
export type Work = (isLatest: () => boolean) => Promise<void>;

/** Does the last work that it was given, after its pause in ms; what came before is no longer wanted. */
export function useRunner(): (pause: number, work: Work) => void {
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      latest.current++;
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback((pause, work) => {
    const ticket = ++latest.current;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void work(() => ticket === latest.current), pause);
  }, []);
}
