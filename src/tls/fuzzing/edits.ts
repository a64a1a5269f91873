import { concat } from "../../bytes/text.ts";
import type { Epoch } from "../events.ts";
import { HEADER_SIZE } from "../record/sizes.ts";
import { type NodeEdit, withNode } from "./nodes.ts";
import type { Unit } from "./recording.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A unit, or a record as it stands on the wire, on its way to the end that is attacked. `turn` is the turn in which it
 * comes. How it is made into records is here too, for that can be done wrong as well.
 */
export type Frame = Unit &
  Readonly<{
    turn: number;
    /** The content already is a record, header included: it goes out as it is. */
    isRecord: boolean;
    /** Largest piece of content in one record; 0: any size, also more than may be. */
    split: number;
    /** True: shares a record with the frame behind it, where that is possible. */
    joined: boolean;
    /** Bytes of the finished record's header that are written over: offset (0 to 4) and value. */
    header: readonly (readonly [at: number, value: number])[];
    /** Bytes of the finished record behind its header that are changed: offset and what is XORed. */
    spoilt: readonly (readonly [at: number, xor: number])[];
  }>;

/** Where an edit takes place. All numbers wrap around, so that any number means something. */
type Place = Readonly<{ frame: number; at: number }>;
/** Whether the length in a handshake message's header is put right after its content was changed in size. */
type Mended = Readonly<{ mend: boolean }>;

/** One thing that is done to a conversation. Plain data: it can be printed, shrunk and run again. */
export type Edit =
  /** One byte: XORed with `with`, or set to it. */
  | (Readonly<{ do: "xor" | "set"; with: number }> & Place)
  /** A big-endian number of `size` bytes, written over what is there: as lengths are. */
  | (Readonly<{ do: "number"; size: number; value: number }> & Place)
  /** All behind this place is gone. */
  | (Readonly<{ do: "cut" }> & Place & Mended)
  /** The transport ends here: neither the rest nor any other frame comes. */
  | (Readonly<{ do: "stop" }> & Place)
  | (Readonly<{ do: "remove"; count: number }> & Place & Mended)
  | (Readonly<{ do: "insert"; bytes: readonly number[] }> & Place & Mended)
  /** The `count` bytes behind this place come `times` times more. */
  | (Readonly<{ do: "repeat"; count: number; times: number }> & Place & Mended)
  /** A field, by the number that it has in the message, with all lengths around it right. */
  | NodeEdit
  | Readonly<{ do: "drop"; frame: number }>
  /** Comes once more, before the frame that is `to` then. */
  | Readonly<{ do: "copy"; frame: number; to: number }>
  /** Comes `times` times more, all in as few records as will do. */
  | Readonly<{ do: "flood"; frame: number; times: number }>
  | Readonly<{ do: "move"; frame: number; to: number }>
  | Readonly<{ do: "swap"; frame: number; to: number }>
  /** Another content in its stead. */
  | Readonly<{ do: "replace"; frame: number; bytes: readonly number[] }>
  /** A frame more before this one, under the same keys. */
  | Readonly<{ do: "add"; frame: number; type: number; bytes: readonly number[] }>
  | Readonly<{ do: "type"; frame: number; type: number }>
  /** Under other keys, or none. */
  | Readonly<{ do: "place"; frame: number; epoch: Epoch; generation: number }>
  | Readonly<{ do: "split"; frame: number; size: number }>
  | Readonly<{ do: "join"; frame: number }>
  | Readonly<{ do: "pad"; frame: number; size: number }>
  | Readonly<{ do: "header"; frame: number; at: number; value: number }>
  | Readonly<{ do: "spoil"; frame: number; at: number; xor: number }>;

/** No repeating makes a content larger than this: it fits no record, so that is tried too. */
const LARGEST = 40_000;
const MOST_FRAMES = 1000;

/** All edits, one after the other, each on what the one before left. */
export function edited(frames: readonly Frame[], edits: readonly Edit[]): readonly Frame[] {
  return edits.reduce((list, edit) => (list.length === 0 ? list : apply(list, edit)), frames);
}

function apply(frames: readonly Frame[], edit: Edit): readonly Frame[] {
  const index = edit.frame % frames.length;
  const frame = frames[index];
  if (frame === undefined) return frames;
  const instead = (...list: readonly Frame[]) => frames.toSpliced(index, 1, ...list);
  switch (edit.do) {
    case "drop":
      return instead();
    case "stop":
      return [...frames.slice(0, index), changed(frame, { ...edit, do: "cut", mend: false })];
    case "copy":
      return placed(frames, frame, edit.to % (frames.length + 1));
    case "flood":
      return instead(...flood(frame, edit.times));
    case "move":
      return frames.length === 1 ? frames : placed(instead(), frame, edit.to % frames.length);
    case "swap":
      return swapped(frames, index, edit.to % frames.length);
    case "add":
      return instead({ ...frame, type: edit.type % 256, content: Uint8Array.from(edit.bytes), isRecord: false }, frame);
    default:
      return instead(changed(frame, edit));
  }
}

/** A frame more at this place, where it comes in the turn of those around it. */
function placed(frames: readonly Frame[], frame: Frame, at: number): readonly Frame[] {
  const turn = (frames[at] ?? frames.at(-1) ?? frame).turn;
  return frames.toSpliced(at, 0, { ...frame, turn });
}

function swapped(frames: readonly Frame[], a: number, b: number): readonly Frame[] {
  const [one, two] = [frames[a], frames[b]];
  if (one === undefined || two === undefined) return frames;
  return frames.with(a, { ...two, turn: one.turn }).with(b, { ...one, turn: two.turn });
}

function flood(frame: Frame, times: number): readonly Frame[] {
  const count = Math.min(times, Math.floor(LARGEST / Math.max(1, frame.content.length)), MOST_FRAMES);
  return [...new Array<Frame>(count).fill({ ...frame, joined: true }), frame];
}

type Structural = "drop" | "stop" | "copy" | "flood" | "move" | "swap" | "add";

function changed(frame: Frame, edit: Exclude<Edit, Readonly<{ do: Structural }>>): Frame {
  switch (edit.do) {
    case "type":
      return { ...frame, type: edit.type % 256 };
    case "place":
      return { ...frame, epoch: edit.epoch, generation: edit.generation };
    case "split":
      return { ...frame, split: edit.size };
    case "join":
      return { ...frame, joined: true };
    case "pad":
      return { ...frame, padding: edit.size };
    case "header":
      return { ...frame, header: [...frame.header, [edit.at % HEADER_SIZE, edit.value % 256]] };
    case "spoil":
      return { ...frame, spoilt: [...frame.spoilt, [edit.at, edit.xor % 256]] };
    case "node":
      return { ...frame, content: withNode(frame.content, edit) };
    case "replace":
      return { ...frame, content: Uint8Array.from(edit.bytes) };
    default:
      return { ...frame, content: rewritten(frame.content, edit) };
  }
}

/** What is done to the bytes of a content. */
type Rewrite = Exclude<Extract<Edit, Place>, Readonly<{ do: "header" | "spoil" | "stop" }>>;

function rewritten(content: Bytes, edit: Rewrite): Bytes {
  const at = edit.at % (content.length + (edit.do === "insert" ? 1 : 0) || 1);
  switch (edit.do) {
    case "xor":
      return overwritten(content, at, [(content[at] ?? 0) ^ edit.with]);
    case "set":
      return overwritten(content, at, [edit.with]);
    case "number":
      return overwritten(content, at, bigEndian(edit.value, edit.size));
    case "cut":
      return resized(content, at, content.length, [], edit);
    case "remove":
      return resized(content, at, at + edit.count, [], edit);
    case "insert":
      return resized(content, at, at, edit.bytes, edit);
    case "repeat": {
      const piece = [...content.subarray(at, at + edit.count)];
      const room = Math.max(0, LARGEST - content.length);
      const times = Math.min(edit.times, Math.floor(room / Math.max(1, piece.length)));
      const more = Array.from({ length: times }, () => piece).flat();
      return resized(content, at, at, more, edit);
    }
  }
}

function overwritten(content: Bytes, at: number, bytes: readonly number[]): Bytes {
  const copy = content.slice();
  for (const [i, byte] of bytes.entries()) if (at + i < copy.length) copy[at + i] = byte;
  return copy;
}

function bigEndian(value: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256);
}

/** `bytes` in place of what stands between two offsets; the header of a handshake message says so, if it is to. */
function resized(content: Bytes, from: number, to: number, bytes: readonly number[], { mend }: Mended): Bytes {
  const result = concat(content.subarray(0, from), Uint8Array.from(bytes), content.subarray(to));
  return mend && result.length >= 4 ? overwritten(result, 1, bigEndian(result.length - 4, 3)) : result;
}
