import type { Case } from "./case.ts";
import type { Edit, Frame } from "./edits.ts";
import { framesOf } from "./frames.ts";
import { countNodes } from "./nodes.ts";
import { type Recording, ROLES } from "./recording.ts";

const HANDSHAKE = 22;

/** What stands in each byte's place, one after the other. */
const BYTES: readonly ((at: number) => Pick<Extract<Edit, { do: "xor" | "set" }>, "do" | "with">)[] = [
  (at) => ({ do: "xor", with: 1 << (at % 8) }),
  () => ({ do: "xor", with: 0x80 }),
  () => ({ do: "xor", with: 0x01 }),
  () => ({ do: "set", with: 0x00 }),
  () => ({ do: "set", with: 0xff }),
];

/** Attackers, and what each of them alters: every byte in all ways or in one, every field, every frame. */
const WORK = {
  peer: { bytes: "all", fields: true, frames: true, seals: true },
  wire: { bytes: "one", fields: false, frames: true, seals: false },
  replay: { bytes: "none", fields: false, frames: true, seals: true },
  between: { bytes: "none", fields: false, frames: true, seals: true },
  liar: { bytes: "one", fields: true, frames: true, seals: false },
} as const;
const ATTACKERS = ["peer", "wire", "replay", "between", "liar"] as const;

/** Content types that a frame is given: none, all there are, their neighbours, and far off. */
const TYPES = [0, 20, 21, 22, 23, 24, 255];

/** A few ways in which the transport may cut what it brings. */
const CUTS: readonly Pick<Case, "pieces" | "together">[] = [
  { pieces: [], together: false },
  { pieces: [1], together: false },
  { pieces: [], together: true },
  { pieces: [50], together: true },
  { pieces: [], together: false },
  { pieces: [5, 100, 1], together: false },
  { pieces: [], together: false },
];

/**
 * Every byte of all that each end gets in these handshakes, changed, removed, doubled, and cut off or ended at, in messages (by a
 * peer with keys) and in records (by somebody without); every frame dropped, doubled, moved, of another type, under other
 * keys, in pieces. Always the same cases in the same order.
 */
export function* systematicCases(library: readonly Recording[]): Generator<Case> {
  let count = 0;
  for (const recording of library) {
    for (const to of ROLES) {
      for (const attacker of ATTACKERS) {
        const frames = framesOf(recording, { to, attacker });
        for (const edits of editsFor(frames, attacker, recording.scenario.dear)) {
          const cut = CUTS[count % CUTS.length];
          count += 1;
          if (cut !== undefined) yield { scenario: recording.scenario.name, to, attacker, edits, ...cut };
        }
      }
    }
  }
}

function* editsFor(
  frames: readonly Frame[],
  attacker: (typeof ATTACKERS)[number],
  isDear: boolean,
): Generator<readonly Edit[]> {
  const work = WORK[attacker];
  const bytes = isDear && attacker === "liar" ? "none" : isDear && work.bytes === "all" ? "one" : work.bytes;
  if (bytes !== "none") yield* byteEdits(frames, bytes === "one");
  if (attacker === "wire") yield* stopEdits(frames);
  if (work.fields) yield* fieldEdits(frames);
  if (work.frames) yield* frameEdits(frames);
  if (work.seals) yield* sealingEdits(frames);
}

function* byteEdits(frames: readonly Frame[], isShort: boolean): Generator<readonly Edit[]> {
  for (const [frame, { content }] of frames.entries()) {
    for (const [at, byte] of content.entries()) {
      for (const make of isShort ? BYTES.slice(0, 1) : BYTES) {
        const edit = make(at);
        const isChange = edit.do === "xor" || edit.with !== byte;
        if (isChange) yield [{ ...edit, frame, at }];
      }
      yield [{ do: "cut", frame, at, mend: !isShort }];
      if (isShort) continue;
      yield [{ do: "cut", frame, at, mend: false }];
      yield [{ do: "remove", frame, at, count: 1, mend: true }];
      yield [{ do: "repeat", frame, at, count: 1, times: 1, mend: true }];
    }
  }
}

function* stopEdits(frames: readonly Frame[]): Generator<readonly Edit[]> {
  for (const [frame, { content }] of frames.entries()) {
    for (const at of content.keys()) yield [{ do: "stop", frame, at }];
  }
}

function* fieldEdits(frames: readonly Frame[]): Generator<readonly Edit[]> {
  for (const [frame, { content, type }] of frames.entries()) {
    const count = type === HANDSHAKE ? countNodes(content) : 0;
    for (let node = 0; node < count; node++) {
      for (const how of ["remove", "double", "swap", "fill"] as const) {
        yield [{ do: "node", frame, node, how, bytes: [] }];
      }
    }
  }
}

function* frameEdits(frames: readonly Frame[]): Generator<readonly Edit[]> {
  for (const frame of frames.keys()) {
    yield [{ do: "drop", frame }];
    yield [{ do: "flood", frame, times: 100 }];
    for (const to of frames.keys()) {
      yield [{ do: "copy", frame, to }];
      if (to !== frame) yield [{ do: "move", frame, to }];
      if (to > frame) yield [{ do: "swap", frame, to }];
    }
  }
}

function* sealingEdits(frames: readonly Frame[]): Generator<readonly Edit[]> {
  for (const [frame, { epoch, type }] of frames.entries()) {
    for (const other of TYPES) {
      if (other !== type) yield [{ do: "type", frame, type: other }];
      yield [{ do: "add", frame, type: other, bytes: [] }];
      yield [{ do: "add", frame, type: other, bytes: [1] }];
      yield [{ do: "add", frame, type: other, bytes: [2, 40] }];
    }
    for (const place of ["initial", "early", "handshake", "application"] as const) {
      if (place !== epoch) yield [{ do: "place", frame, epoch: place, generation: 0 }];
      else yield [{ do: "place", frame, epoch: place, generation: 1 }];
    }
    for (const size of [0, 1, 2, 7]) yield [{ do: "split", frame, size }];
    for (const size of [1, 300, 16384, 17000]) yield [{ do: "pad", frame, size }];
    for (let at = 0; at < 5; at++) for (const value of [0, 3, 255]) yield [{ do: "header", frame, at, value }];
    yield [{ do: "join", frame }];
    yield [{ do: "spoil", frame, at: frame, xor: 1 }];
    yield [{ do: "replace", frame, bytes: [] }];
    yield [{ do: "number", frame, at: 1, size: 3, value: 2 ** 24 - 1 }];
  }
}
