import { concat } from "../../bytes/text.ts";
import { RecordKeys } from "../record/keys.ts";
import { TAG_SIZE } from "../record/sizes.ts";
import type { Suite } from "../schedule/suites.ts";
import type { Frame } from "./edits.ts";
import type { Unit } from "./recording.ts";

type Bytes = Uint8Array<ArrayBuffer>;
export type Secret = Readonly<{ suite: Suite; secret: Bytes }>;
type Going = { readonly keys: RecordKeys; readonly secret: Bytes; sequence: number };
type Sealed = Readonly<{ keys: RecordKeys | null; sequence: number; records: readonly Promise<Bytes>[] }>;

/** Most of what is sent is the same in every case: keys by their secret, and what was made of a frame the last time. */
const keysOf = new WeakMap<Bytes, RecordKeys>();
const sealedBefore = new WeakMap<Frame, Sealed>();

const APPLICATION_DATA = 23;
const VERSION = [3, 3] as const;
const MOST_RECORDS = 100;

/**
 * Makes records of frames, also such as no end may make: it has the keys and no scruples. It counts the records of each
 * key as the receiver does.
 */
export class Hand {
  private readonly going = new Map<string, Going>();

  /**
   * @param secretOf the traffic secret of an epoch and generation; null: nobody knows it, and there is no protection
   * @param mostRecords a frame becomes no more records than this, however small its pieces are to be
   */
  constructor(
    private readonly secretOf: (place: Pick<Unit, "epoch" | "generation">) => Secret | null,
    private readonly mostRecords = MOST_RECORDS,
  ) {}

  /** The records of these frames, one after the other. */
  async write(frames: readonly Frame[]): Promise<Bytes> {
    const records: Promise<Bytes>[] = [];
    let before: Bytes = new Uint8Array();
    for (const [i, frame] of frames.entries()) {
      if (frame.isRecord) {
        records.push(Promise.resolve(frame.content));
        continue;
      }
      const content = before.length === 0 ? frame.content : concat(before, frame.content);
      const next = frames[i + 1];
      const joins = frame.joined && next !== undefined && !next.isRecord && next.epoch === frame.epoch;
      before = joins ? content : new Uint8Array();
      if (!joins) records.push(...this.fragments(content === frame.content ? frame : { ...frame, content }));
    }
    return concat(...(await Promise.all(records)));
  }

  private fragments(frame: Frame): readonly Promise<Bytes>[] {
    const { content, split } = frame;
    const least = Math.ceil(content.length / this.mostRecords);
    const size = Math.max(1, least, split === 0 ? content.length : split);
    const going = this.keysFor(frame);
    const [keys, sequence] = [going?.keys ?? null, going?.sequence ?? 0];
    const known = sealedBefore.get(frame);
    const isKnown = known !== undefined && known.keys === keys && known.sequence === sequence;
    const records = isKnown
      ? known.records
      : pieces(content, size).map((piece, i) => record(frame, piece, keys, sequence + i));
    sealedBefore.set(frame, { keys, sequence, records });
    if (going !== null) going.sequence += records.length;
    return records;
  }

  private keysFor(place: Unit): Going | null {
    const name = `${place.epoch} ${place.generation}`;
    const known = this.going.get(name) ?? null;
    const told = place.epoch === "initial" ? null : this.secretOf(place);
    // What the receiver told of its keys since then goes before what was guessed.
    if (told === null || known?.secret === told.secret) return known;
    const keys = keysOf.get(told.secret) ?? new RecordKeys(told.suite, told.secret);
    keysOf.set(told.secret, keys);
    const going = { keys, secret: told.secret, sequence: 0 };
    this.going.set(name, going);
    return going;
  }
}

/** Of this size each but the last; an empty content is one piece. */
function pieces(content: Bytes, size: number): readonly Bytes[] {
  const list = [content.subarray(0, size)];
  for (let at = size; at < content.length; at += size) list.push(content.subarray(at, at + size));
  return list;
}

async function record(frame: Frame, content: Uint8Array, keys: RecordKeys | null, sequence: number): Promise<Bytes> {
  const { padding, type } = frame;
  if (keys === null) return spoilt(frame, headerOf(frame, type, content.length), new Uint8Array(content));
  const inner = concat(content, Uint8Array.of(type), new Uint8Array(padding));
  const header = headerOf(frame, APPLICATION_DATA, inner.length + TAG_SIZE);
  return spoilt(frame, header, await keys.seal(sequence, header, inner));
}

/** What is wrong in the header is wrong before the record is sealed: only the length then spoils the tag. */
function headerOf(frame: Frame, type: number, size: number): Bytes {
  const header = Uint8Array.of(type, ...VERSION, Math.floor(size / 256), size % 256);
  for (const [at, value] of frame.header) header[at] = value;
  return header;
}

function spoilt(frame: Frame, header: Bytes, body: Bytes): Bytes {
  const result = concat(header, body);
  for (const [at, xor] of frame.spoilt) {
    const place = header.length + (at % (body.length || 1));
    if (place < result.length) result[place] = (result[place] ?? 0) ^ xor;
  }
  return result;
}
