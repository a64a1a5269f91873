import { listed, t } from "../../language/t.ts";
import { artifact, readingOf } from "../../sim/lookup.ts";
import type { PacketArtifact, Recording } from "../../sim/recording.ts";
import { bytesText, joinedNames, nameOf } from "../names.ts";
import { readersOf } from "../step/readers.ts";
import type { Moment } from "./keys.ts";

/** How long a new packet is, and who can read it: those who see the stage have it before their eyes. */
export function packetSentences({ recording, index }: Moment): readonly string[] {
  const packet = madeIn(recording, index);
  if (packet === null) return [];
  const sealed = packet.seal.as !== "paper";
  const readers = readersSentence(recording, index, packet);
  // Told when it is another than of the packet before, and not once more with every letter.
  const isAsBefore = readers === readersBefore(recording, index);
  if (!sealed) return isAsBefore ? [] : [readers];
  const size = t`It is sealed, ${bytesText(packet.bytes.length / 2)}.`;
  return isAsBefore ? [size] : [size, readers];
}

/** From whom to whom a packet goes in a step, and over whom. */
export function waySentences({ recording, after }: Moment, path: readonly string[]): readonly string[] {
  const names = path.map((id) => nameOf(recording, after, id));
  const [from, to] = [names[0], names.at(-1)];
  if (from === undefined || to === undefined || names.length < 2) return [];
  if (names.length === 2) return [t`On the wire from ${from} to ${to}.`];
  return [t`On the wire from ${from} to ${to}, by way of ${joinedNames(names.slice(1, -1))}.`];
}

/** The packet that is new in a step; null where there is none. */
function madeIn(recording: Recording, index: number): PacketArtifact | null {
  const event = recording.steps[index - 1]?.event;
  switch (event?.type) {
    case "writes":
    case "seals":
    case "changes":
    case "repeats":
      return artifact(recording, "packet", event.packet);
    default:
      return null;
  }
}

function readersBefore(recording: Recording, index: number): string | null {
  for (let earlier = index - 1; earlier > 0; earlier--) {
    const packet = madeIn(recording, earlier);
    if (packet !== null) return readersSentence(recording, earlier, packet);
  }
  return null;
}

function readersSentence(recording: Recording, index: number, packet: PacketArtifact): string {
  if (packet.seal.as === "paper") return t`It lies open: whoever carries it can read it.`;
  const rows = readersOf(recording, index, packet);
  const isReader = (id: string) => readingOf(recording, index, id, packet).state === "reads";
  const can = rows.filter(({ actors }) => actors.some(isReader)).map(({ name }) => name);
  const cannot = rows.filter(({ actors }) => !actors.some(isReader)).map(({ name }) => name);
  if (can.length === 0) return t`Nobody on its way can read it.`;
  if (cannot.length === 0) return t`${listed(can)} can read it.`;
  return t`${listed(can)} can read it, ${listed(cannot)} cannot.`;
}
