import { plural, t } from "../language/t.ts";
import type { PacketArtifact, VerdictArtifact } from "../sim/recording.ts";

export function byteCount(packet: PacketArtifact): string {
  return plural(packet.bytes.length / 2, { one: "# byte", other: "# bytes" });
}

export function owned(name: string): string {
  return t`${name}’s`;
}

/** A word with its article. */
export function aWord(word: string): string {
  return /^[aeiou]/.test(word) ? t`an ${word}` : t`a ${word}`;
}

export const CHECK_WORDS: Readonly<Record<VerdictArtifact["checks"][number]["id"], string>> = {
  chain: t`chain`,
  form: t`form`,
  signatures: t`signatures genuine`,
  strength: t`strength`,
  dates: t`dates`,
  issuers: t`issuers may issue`,
  constraints: t`name constraints`,
  policies: t`policies`,
  revocation: t`not revoked`,
  name: t`name`,
  usage: t`usage`,
  possession: t`holds the key`,
};

export const SIGNATURE_WORDS: Readonly<Record<VerdictArtifact["signature"], string>> = {
  valid: t`signature valid`,
  invalid: t`signature invalid`,
  absent: t`no signature`,
  unchecked: t`signature not checked`,
  awaited: t`signature: comes next`,
};
