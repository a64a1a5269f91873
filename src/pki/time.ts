/** ISO 8601, UTC, whole seconds: certificates know no smaller ones. */
export function isoTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
