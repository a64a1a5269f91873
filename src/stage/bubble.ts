import { t } from "../language/t.ts";
import type { Eyes, Frame } from "../player/types.ts";
import { packetName } from "../scenes/labels.ts";
import { artifacts, nameOf, readingOf } from "../sim/lookup.ts";
import type { ActorId, PacketId, Recording, SimEvent } from "../sim/recording.ts";
import { BLANK, type Bubble, toneOf, triedWords } from "./bubbleKinds.ts";
import { bubbleOfEvent } from "./bubbleOfEvent.ts";
import type { AboutRare } from "./rare.ts";
import type { Switches } from "./told.ts";
import { byteCount } from "./words.ts";

/** What is told at a frame, as seen through somebody's eyes: packets show what that one can read of them. */
export function bubbleOf(
  recording: Recording,
  frame: Frame,
  eyes: Eyes,
  switches: Switches,
  rare: AboutRare | null,
): Bubble | null {
  const event = frame.step?.event;
  if (event === undefined) return null;
  if (eyes === "all" || !isAboutPacket(event)) return bubbleOfEvent(recording, frame, event, switches, rare);
  return throughEyes(recording, frame, event.packet, eyes);
}

function isAboutPacket(event: SimEvent): event is SimEvent & { packet: PacketId } {
  return "packet" in event;
}

function throughEyes(recording: Recording, frame: Frame, id: PacketId, eyes: ActorId): Bubble | null {
  const packet = artifacts(recording).get(id);
  if (packet?.kind !== "packet" || !recording.cast.some((actor) => actor.id === eyes)) return null;
  const count = frame.moving ? frame.index - 1 : frame.index;
  const reading = readingOf(recording, count, eyes, packet);
  const name = nameOf(recording, frame.after, eyes);
  const mallory = name === "Mallory";
  // What they make of it is told where it is: they may stand far from it by now.
  const place = placeOf(frame) ?? eyes;
  if (!reading.seen)
    return frame.moving
      ? null
      : {
          ...BLANK,
          actor: place,
          icon: "eyes",
          head: t`${name} has not seen it`,
          body: t`It did not pass here.`,
          from: 0,
        };
  if (reading.state === "reads" || packet.author === eyes) {
    const words = reading.text === null ? t`the ${packetName(packet)}` : null;
    const head = packet.author === eyes ? t`${name} made it` : t`${name} reads`;
    return {
      ...BLANK,
      actor: place,
      tone: mallory ? "red" : "paper",
      icon: "reads",
      head,
      quote: reading.text,
      body: words,
      from: 0,
    };
  }
  return {
    ...BLANK,
    actor: place,
    tone: toneOf(packet),
    icon: "sealed",
    head: t`${name} sees`,
    body: t`sealed, ${byteCount(packet)}`,
    foot: triedWords(recording, reading.attempts),
    from: 0,
  };
}

/** Where the packet of the step is: at its end, where it travels. */
function placeOf({ step, after }: Frame): ActorId | null {
  if (step === null) return null;
  if (step.event.type === "travels") return step.event.path.at(-1) ?? step.event.actor;
  return after.packet?.at ?? step.event.actor;
}
