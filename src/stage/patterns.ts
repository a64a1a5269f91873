import type { KeyId } from "../sim/recording.ts";
import type { KeyLook } from "./keyLooks.ts";

export type Patterns = Readonly<{ uid: string; looks: ReadonlyMap<KeyId, KeyLook> }>;

/** The address of a key's pattern on this stage, for `fill` and `stroke`. */
export function patternUrl(uid: string, look: KeyLook): string {
  return `url(#${patternId(uid, look)})`;
}

/** The id of a key's pattern on this stage. */
export function patternId(uid: string, look: KeyLook): string {
  return `${uid.replace(/[^\w-]/g, "")}-${look.short}-${look.index}`;
}
