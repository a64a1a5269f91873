import { concat } from "../bytes/text.ts";
import type { TlsEvent } from "./events.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What an act of the engine gives: bytes for the peer, and what happened. */
export type Output = Readonly<{
  /** The bytes in pieces that follow each other on the wire, for transports that take several: nothing is copied. */
  parts: readonly Bytes[];
  /** The same as one, joined when first asked for. */
  bytes: Bytes;
  events: readonly TlsEvent[];
}>;

/** An output of these pieces, which are kept as they are. */
export function outputOf(parts: readonly Bytes[], events: readonly TlsEvent[]): Output {
  let joined: Bytes | null = null;
  return {
    parts,
    events,
    get bytes() {
      joined ??= concat(...parts);
      return joined;
    },
  };
}
