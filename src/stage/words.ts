import { t } from "../language/t.ts";
import type { PacketArtifact, VerdictArtifact } from "../sim/recording.ts";

/** What a packet is in the tale, as words: `sealedKey` is a `sealed key`. */
export function packetWords(packet: PacketArtifact): string {
  const { records, message, label } = packet;
  if (records !== undefined && message !== "ApplicationData" && !message.includes(",")) return message;
  return label.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export function byteCount(packet: PacketArtifact): string {
  const count = packet.bytes.length / 2;
  return count === 1 ? "1 byte" : t`${count} bytes`;
}

export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

export function owned(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

/** A word with its article. */
export function aWord(word: string): string {
  return /^[aeiou]/.test(word) ? t`an ${word}` : `a ${word}`;
}

export const CHECK_WORDS: Readonly<Record<VerdictArtifact["checks"][number]["id"], string>> = {
  chain: "chain",
  form: "form",
  signatures: t`signatures genuine`,
  strength: "strength",
  dates: "dates",
  issuers: t`issuers may issue`,
  constraints: t`name constraints`,
  policies: "policies",
  revocation: t`not revoked`,
  name: "name",
  usage: "usage",
  possession: t`holds the key`,
};

export const SIGNATURE_WORDS: Readonly<Record<VerdictArtifact["signature"], string>> = {
  valid: t`signature valid`,
  invalid: t`signature invalid`,
  absent: t`no signature`,
  unchecked: t`signature not checked`,
  awaited: t`signature: comes next`,
};
