/** A time as SCORM 1.2 has it (CMITimespan, `HHHH:MM:SS.SS`): `0001:02:03.45`. */
export function timespan(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms, 9999);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${seconds.toFixed(2).padStart(5, "0")}`;
}

/** A time as ISO 8601 has it (SCORM 2004’s timeinterval(second,10,2), xAPI’s durations): `PT1H2M3.45S`. */
export function duration(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms, Number.MAX_SAFE_INTEGER);
  return `PT${hours}H${minutes}M${Number(seconds.toFixed(2))}S`;
}

/** Whole hundredths of a second, so that 59.999 s is a minute and not `00:60.00`. */
function partsOf(ms: number, mostHours: number) {
  const hundredths = Number.isFinite(ms) ? Math.max(0, Math.round(ms / 10)) : 0;
  const seconds = (hundredths % 6000) / 100;
  const minutes = Math.floor(hundredths / 6000) % 60;
  return { hours: Math.min(mostHours, Math.floor(hundredths / 360_000)), minutes, seconds };
}
