/** The longest step of time given to a tick: a tab that slept must not jump ahead. */
const MAX_DT_MS = 100;

export type Clock = Readonly<{ start: () => void; stop: () => void }>;
/** Makes a clock that calls `tick` with the ms since the last one while it runs; `tick` answers whether to go on. */
export type ClockMaker = (tick: (dtMs: number) => boolean) => Clock;

/** The only animation-frame loop of the project. Starting a running clock does nothing. */
export const frameClock: ClockMaker = function frameClock(tick) {
  let handle: number | null = null;
  let last = 0;

  function loop(now: number): void {
    const dt = Math.min(Math.max(now - last, 0), MAX_DT_MS);
    last = now;
    handle = null;
    if (tick(dt)) handle ??= requestAnimationFrame(loop);
  }
  function start(): void {
    if (handle !== null) return;
    last = performance.now();
    handle = requestAnimationFrame(loop);
  }
  function stop(): void {
    if (handle !== null) cancelAnimationFrame(handle);
    handle = null;
  }
  return { start, stop };
};
