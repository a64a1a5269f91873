import * as v from "valibot";

/** A stopwatch: what ran before, and since when it runs now (ms of the clock); null: it stands still. */
const stopwatch = v.strictObject({
  banked: v.pipe(v.number(), v.minValue(0), v.maxValue(1e12)),
  since: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1e14))),
});

export type Stopwatch = Readonly<v.InferOutput<typeof stopwatch>>;

export function started(now: number): Stopwatch {
  return { banked: 0, since: now };
}

/** Whether it runs or not: the other. */
export function toggled(watch: Stopwatch, now: number): Stopwatch {
  return watch.since === null ? { ...watch, since: now } : { banked: elapsed(watch, now), since: null };
}

/** From nothing again; it runs on where it ran. */
export function reset(watch: Stopwatch, now: number): Stopwatch {
  return { banked: 0, since: watch.since === null ? null : now };
}

/** How long it has run, in ms. */
export function elapsed({ banked, since }: Stopwatch, now: number): number {
  return banked + (since === null ? 0 : Math.max(now - since, 0));
}

/** As `m:ss`, from an hour on as `h:mm:ss`. */
export function asTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A stopwatch out of what was kept; null where that is none. */
export function readStopwatch(text: string | null): Stopwatch | null {
  if (text === null || text.length > 200) return null;
  try {
    const parsed = v.safeParse(stopwatch, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
