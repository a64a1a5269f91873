import { writeHash } from "../../embed/place.ts";

const KEPT = "between-alice-and-bob/live";

/**
 * The token that stands in the address which the local server printed. It is taken out of the address, so that nobody who
 * looks at the screen or is sent the address has it, and kept for as long as this tab lives. Null: there is none.
 */
export function takeToken(): string | null {
  const given = /[?&]token=([A-Za-z0-9_-]{20,100})(?:&|$)/.exec(location.hash)?.[1] ?? null;
  try {
    if (given !== null) sessionStorage.setItem(KEPT, given);
    return given ?? sessionStorage.getItem(KEPT);
  } catch {
    return given;
  } finally {
    if (given !== null) writeHash("#/live", "replace");
  }
}
