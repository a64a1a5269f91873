import { fromHex, toHex } from "../bytes/hex.ts";
import { decodeMessage } from "../story/messages.ts";
import { type Attempt, type Material, tryToOpen } from "./attempts.ts";
import type { AttemptArtifact, KeyId, KeyPart, PacketArtifact } from "./recording.ts";
import type { AttemptMemory, RecordOpener } from "./vault.ts";

type Try = Readonly<{ packet: PacketArtifact; key: KeyId; part: KeyPart }>;
type Means = Readonly<{
  material: Material | undefined;
  opener: RecordOpener | undefined;
  salts: readonly Uint8Array<ArrayBuffer>[];
  memory: AttemptMemory;
}>;

/** Tries one part of one key on a packet, unless that was done before; null where there is no way to even try. */
export async function tryPacket(one: Try, means: Means): Promise<Omit<AttemptArtifact, "kind" | "id"> | null> {
  const { packet, key, part } = one;
  const name = `${packet.bytes} ${key} ${part} ${means.salts.map(toHex).join(" ")}`;
  const known = means.memory.get(name);
  const attempt = known === undefined ? await tried(one, means) : known;
  means.memory.set(name, attempt);
  if (attempt === null) return null;
  const { method, text, error, inside } = attempt;
  return { packet: packet.id, key, part, method, text, error, ...(inside === undefined ? {} : { inside }) };
}

async function tried({ packet, part }: Try, { material, opener, salts }: Means): Promise<Attempt | null> {
  const bytes = fromHex(packet.bytes);
  if (packet.records !== undefined) {
    if (opener === undefined) return null;
    const { tryRecords } = await import("./tls/attempt.ts");
    return tryRecords(bytes, packet.records, opener);
  }
  return material === undefined ? null : tryToOpen(decodeMessage(bytes).message, material, part, salts);
}
