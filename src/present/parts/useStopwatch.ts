import { useEffect, useState } from "react";
import { elapsed, readStopwatch, reset, type Stopwatch, started, toggled } from "./stopwatch.ts";

const KEPT_AS = "stopwatch";

export type StopwatchControl = Readonly<{
  running: boolean;
  elapsed: number;
  /** The time of day, in ms of the clock. */
  now: number;
  toggle: () => void;
  reset: () => void;
}>;

/** The teacher’s stopwatch: it starts with the window, and goes on when the window is loaded again. */
export function useStopwatch(): StopwatchControl {
  const [watch, setWatch] = useState<Stopwatch>(() => readStopwatch(kept()) ?? started(Date.now()));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    try {
      sessionStorage.setItem(KEPT_AS, JSON.stringify(watch));
    } catch {
      // Without storage it begins anew when the window is loaded again.
    }
  }, [watch]);
  const change = (to: (watch: Stopwatch, now: number) => Stopwatch) => () => {
    const at = Date.now();
    setNow(at);
    setWatch((before) => to(before, at));
  };
  return {
    running: watch.since !== null,
    elapsed: elapsed(watch, now),
    now,
    toggle: change(toggled),
    reset: change(reset),
  };
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
