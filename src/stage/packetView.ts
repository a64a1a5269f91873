import { t } from "../language/t.ts";
import type { Eyes, Frame } from "../player/types.ts";
import { packetName } from "../scenes/labels.ts";
import { artifacts, nameOf, readingOf, textIn } from "../sim/lookup.ts";
import type { ActorId, PacketArtifact, PacketId, Recording, SimEvent } from "../sim/recording.ts";
import type { Point } from "./geometry.ts";
import { type KeyLook, keyLooks } from "./keyLooks.ts";
import type { Layout } from "./layout.ts";
import { mix, part, pointOnWay } from "./way.ts";

/** What happens to the packet in a step. */
export type PacketAct = "appears" | "seals" | "travels" | "opens" | "fails" | "changes" | "falls" | "goes" | "rests";

export type PacketView = Readonly<{
  packet: PacketArtifact;
  act: PacketAct;
  /** Where it is, or whence and over whom it goes. */
  path: readonly ActorId[];
  key: KeyLook | null;
  /** Whether it lies open at the start and at the end of the step, to the one whose eyes are used. */
  open: readonly [boolean, boolean];
  /** Not what it seems: another made it than the one it names, or it was changed. Only for who may know that. */
  mark: "changed" | "remade" | "posed" | null;
  /** `request, sealed with key 7f3a, at Mallory`. */
  label: string;
}>;

/** The packet on stage at a frame; null where there is none. */
export function packetViewOf(recording: Recording, frame: Frame, eyes: Eyes): PacketView | null {
  const event = frame.step?.event ?? null;
  const act = actOf(event, frame);
  const shown = shownAt(event, act, frame);
  const packet = shown === null ? undefined : artifacts(recording).get(shown.id);
  if (shown === null || packet?.kind !== "packet") return null;
  const key = packet.seal.as === "paper" ? null : (keyLooks(recording).get(packet.seal.key) ?? null);
  const seal = key === null ? t`open to read` : t`sealed with ${key.name}`;
  return {
    packet,
    act,
    path: event?.type === "travels" ? event.path : [shown.at],
    key,
    open: openness(recording, frame, eyes, packet, act),
    mark: markOf(recording, packet, eyes),
    label: `${packetName(packet)}, ${seal}, at ${nameOf(recording, frame.world, shown.at)}`,
  };
}

/** Which packet is on stage, and with whom: the one that the event is about, else the one that rests there. */
function shownAt(event: SimEvent | null, act: PacketAct, frame: Frame): Readonly<{ id: PacketId; at: ActorId }> | null {
  if (act === "goes" || act === "falls") return frame.moving ? frame.before.packet : null;
  if (event === null || !("packet" in event)) return frame.after.packet;
  if (event.type !== "travels") return { id: event.packet, at: event.actor };
  const at = frame.moving ? event.path[0] : event.path.at(-1);
  return { id: event.packet, at: at ?? event.actor };
}

function actOf(event: SimEvent | null, frame: Frame): PacketAct {
  if (event?.type === "swallows") return "falls";
  if (frame.before.packet !== null && frame.after.packet === null) return "goes";
  switch (event?.type) {
    case "writes":
      return frame.before.packet?.id === event.packet ? "rests" : "appears";
    case "seals":
    case "travels":
    case "opens":
    case "fails":
    case "changes":
      return event.type;
    default:
      return "rests";
  }
}

function openness(
  recording: Recording,
  frame: Frame,
  eyes: Eyes,
  packet: PacketArtifact,
  act: PacketAct,
): readonly [boolean, boolean] {
  if (packet.seal.as === "paper") return [true, true];
  if (eyes !== "all" && recording.cast.some((actor) => actor.id === eyes)) {
    const count = frame.moving ? frame.index - 1 : frame.index;
    const reads = packet.author === eyes || readingOf(recording, count, eyes, packet).state === "reads";
    return [reads, reads];
  }
  if (act === "seals") return [true, false];
  if (act === "opens") return [false, true];
  return [isOpenIn(frame.before.packet, packet.id), isOpenIn(frame.after.packet, packet.id)];
}

function isOpenIn(packet: Frame["before"]["packet"], id: PacketId): boolean {
  return packet?.id === id && packet.open;
}

/** Eyes other than the maker's own can't tell, so they are shown no mark. */
function markOf(recording: Recording, packet: PacketArtifact, eyes: Eyes): PacketView["mark"] {
  if (eyes !== "all" && eyes !== packet.author) return null;
  if (packet.changedFrom !== null) return isSameText(recording, packet, packet.changedFrom) ? "remade" : "changed";
  return packet.author === packet.from ? null : "posed";
}

/** Sealed again for another is not changed: the text inside tells; nor is what is sent once more. */
function isSameText(recording: Recording, packet: PacketArtifact, from: PacketId): boolean {
  const old = artifacts(recording).get(from);
  const now = textIn(recording, packet);
  if (old?.kind === "packet" && old.bytes === packet.bytes) return true;
  return old?.kind === "packet" && now !== null && textIn(recording, old) === now;
}

/** Where the packet's centre is at a fraction of the step. */
export function packetPoint(layout: Layout, view: PacketView, progress: number): Point {
  if (view.act === "travels") return pointOnWay(layout, view.path, progress);
  const box = layout.nodes.get(view.path[0] ?? "");
  if (box === undefined) return { x: layout.width / 2, y: layout.height / 2 };
  if (view.act === "appears") return mix({ x: box.rest.x, y: box.rest.y + 14 }, box.rest, part(progress, 0, 0.4));
  if (view.act === "falls") return fall(box.rest, box.center, progress);
  if (view.act === "fails") return shaken(box.rest, progress);
  return box.rest;
}

/** How much of the packet shows (0..1) at a fraction of the step. */
export function packetShows(view: PacketView, progress: number): number {
  if (view.act === "appears") return part(progress, 0, 0.3);
  if (view.act === "falls") return 1 - part(progress, 0.55, 0.95);
  if (view.act === "goes") return 1 - part(progress, 0, 0.5);
  return 1;
}

/** How large the packet is at a fraction of the step. */
export function packetScale(view: PacketView, progress: number): number {
  if (view.act === "appears") return 0.7 + 0.3 * part(progress, 0, 0.4);
  if (view.act === "falls") return 1 - 0.7 * part(progress, 0.2, 0.9);
  return 1;
}

/** How open it lies (0 shut, 1 open) at a fraction of the step. */
export function packetOpens(view: PacketView, progress: number): number {
  const [from, to] = view.open;
  if (from === to) return from ? 1 : 0;
  const done = view.act === "travels" ? part(progress, 0, 0.12) : part(progress, 0.2, 0.75);
  return from ? 1 - done : done;
}

function fall(rest: Point, center: Point, progress: number): Point {
  return mix(rest, { x: center.x, y: center.y + 10 }, part(progress, 0.05, 0.9));
}

function shaken(rest: Point, progress: number): Point {
  const strength = part(progress, 0.1, 0.25) * (1 - part(progress, 0.6, 0.85));
  return { x: rest.x + Math.sin(progress * 40) * 7 * strength, y: rest.y };
}
