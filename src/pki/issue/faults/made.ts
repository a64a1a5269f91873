import type { AuthorityKeys } from "../../../crypto/authorityKeys.ts";
import type { Bytes } from "../../../crypto/buffer.ts";
import type { Purpose } from "../../verdict.ts";
import type { Holder, Kit } from "./kit.ts";

/** What a builder of a fault makes; what it leaves out is as in a kit without fault. */
export type Made = Readonly<{
  presented: readonly Bytes[];
  keys: AuthorityKeys;
  /** Where the name that is asked for is another one. */
  name?: string;
  crls?: readonly Bytes[];
  ocsp?: readonly Bytes[];
}>;

export type Build = (kit: Kit, purpose: Purpose) => Promise<Made>;

/** A holder with those above it, as a peer shows them: without the root. */
export function shown(holder: Holder, ...above: readonly Holder[]): Made {
  return { presented: [holder.der, ...above.map((each) => each.der)], keys: holder.keys };
}
