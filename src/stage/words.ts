import type { PacketArtifact, VerdictArtifact } from "../sim/recording.ts";

/** What a packet is in the tale, as words: `sealedKey` is a `sealed key`. */
export function packetWords(packet: PacketArtifact): string {
  const { records, message, label } = packet;
  if (records !== undefined && message !== "ApplicationData" && !message.includes(",")) return message;
  return label.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export function byteCount(packet: PacketArtifact): string {
  const count = packet.bytes.length / 2;
  return count === 1 ? "1 byte" : `${count} bytes`;
}

export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

export function owned(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

/** A word with its article. */
export function aWord(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

export const CHECK_WORDS: Readonly<Record<VerdictArtifact["checks"][number]["id"], string>> = {
  chain: "chain",
  form: "form",
  signatures: "signatures genuine",
  strength: "strength",
  dates: "dates",
  issuers: "issuers may issue",
  constraints: "name constraints",
  policies: "policies",
  revocation: "not revoked",
  name: "name",
  usage: "usage",
  possession: "holds the key",
};

export const SIGNATURE_WORDS: Readonly<Record<VerdictArtifact["signature"], string>> = {
  valid: "signature valid",
  invalid: "signature invalid",
  absent: "no signature",
  unchecked: "signature not checked",
  awaited: "signature: comes next",
};
