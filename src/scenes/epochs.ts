import { t } from "../language/t.ts";

/** Which keys of a connection: of early data, of the handshake, of what is said afterwards (RFC 8446 §7.1). */
const KEYS: Readonly<Record<string, string>> = {
  early: t`early keys`,
  handshake: t`handshake keys`,
  application: t`application keys`,
};

/** The keys of an epoch, without an article; one that only a recording from a file has goes by its own name. */
export function keysOf(epoch: string): string {
  return KEYS[epoch] ?? t`${epoch} keys`;
}
