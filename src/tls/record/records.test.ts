import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../bytes/text.ts";
import type { ContentTypeName } from "../codepoints.ts";
import type { Epoch } from "../events.ts";
import { Refused } from "../failure.ts";
import { SUITES, type Suite } from "../schedule/suites.ts";
import { type OpenedRecord, RecordReader } from "./reader.ts";
import { RecordWriter, type WriterOptions } from "./writer.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Put = Readonly<{ type: ContentTypeName; content: Bytes }>;
/** What is written under one traffic secret. */
type Stage = Readonly<{ epoch: Epoch; secret: Bytes; puts: readonly (Put | "drain")[] }>;

const content = (type: ContentTypeName, minLength: number, maxLength: number): fc.Arbitrary<Put> =>
  fc.uint8Array({ minLength, maxLength }).map((bytes) => ({ type, content: new Uint8Array(bytes) }));
const put = fc.oneof(
  content("application_data", 0, 300),
  content("handshake", 1, 300),
  content("alert", 2, 2),
  fc.constant<Put>({ type: "change_cipher_spec", content: Uint8Array.of(1) }),
  fc.constant("drain" as const),
);
const stages: fc.Arbitrary<readonly Stage[]> = fc.array(
  fc.record({
    epoch: fc.constantFrom<Epoch>("early", "handshake", "application"),
    secret: fc.uint8Array({ minLength: 48, maxLength: 48 }).map((bytes) => new Uint8Array(bytes)),
    puts: fc.array(put, { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 4 },
);
const options = fc.record({
  fragmentSize: fc.constantFrom(1, 5, 64, 16384),
  padTo: fc.constantFrom<WriterOptions["padTo"]>(
    (size) => size,
    (size) => size + 3,
    (size) => Math.ceil(size / 64) * 64,
    () => 1000,
  ),
});
const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
const suites = fc.constantFrom(...Object.values(SUITES));

/** The records of each stage. */
async function write(list: readonly Stage[], suite: Suite, made: RecordWriter): Promise<readonly OpenedRecord[][]> {
  const written: OpenedRecord[][] = [];
  for (const { epoch, secret, puts } of list) {
    made.rekey(epoch, suite, secret.subarray(0, suite.hashSize));
    const records: OpenedRecord[] = [];
    for (const one of [...puts, "drain" as const]) {
      if (one === "drain") records.push(...(await made.drain()).records);
      else if (one.type === "change_cipher_spec") made.putChangeCipherSpec();
      else made.put(one.type, one.content);
    }
    written.push(records);
  }
  return written;
}

/** Reads so many records under each stage's keys, pushing a piece whenever one is wanted. */
async function read(
  list: readonly Stage[],
  suite: Suite,
  written: readonly OpenedRecord[][],
  pieces: readonly Uint8Array[],
): Promise<Readonly<{ found: readonly OpenedRecord[]; left: number }>> {
  const reader = new RecordReader();
  const found: OpenedRecord[] = [];
  let next = 0;
  for (const [i, { epoch, secret }] of list.entries()) {
    reader.rekey(epoch, suite, secret.subarray(0, suite.hashSize));
    for (let left = written[i]?.length ?? 0; left > 0; ) {
      const record = await reader.next();
      const piece = pieces[next];
      if (record === null && piece === undefined) return { found, left: reader.buffered };
      if (record === null && piece !== undefined) reader.push(piece);
      if (record === null) next += 1;
      else {
        found.push(record);
        left -= 1;
      }
    }
  }
  return { found, left: reader.buffered };
}

/** The bytes in pieces of these sizes, taken round and round. */
function cut(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; at += sizes[i % sizes.length] ?? 1, i++) {
    pieces.push(bytes.subarray(at, at + (sizes[i % sizes.length] ?? 1)));
  }
  return pieces;
}

function contents(records: readonly OpenedRecord[], type: ContentTypeName): Uint8Array {
  return concat(...records.filter(({ contentType }) => contentType === type).map((record) => record.content));
}

function contentsPut(list: readonly Stage[], type: ContentTypeName): Uint8Array {
  const puts = list.flatMap(({ puts }) => puts.flatMap((one) => (one === "drain" || one.type !== type ? [] : [one])));
  return concat(...puts.map((one) => one.content));
}

describe("what is written", () => {
  it("is read as it was written, in whatever pieces it comes", async () => {
    await fc.assert(
      fc.asyncProperty(stages, suites, options, cuts, async (list, suite, chosen, sizes) => {
        const written = await write(list, suite, new RecordWriter(chosen));
        const sent = written.flat();
        const bytes = concat(...sent.map((record) => record.bytes));
        for (const pieces of [cut(bytes, sizes), cut(bytes, [bytes.length])]) {
          const { found, left } = await read(list, suite, written, pieces);
          expect(left).toBe(0);
          expect(found.map((record) => ({ ...record, sequence: 0, direction: "sent" }))).toEqual(
            sent.map((record) => ({ ...record, sequence: 0 })),
          );
          for (const type of ["handshake", "application_data", "alert", "change_cipher_spec"] as const) {
            expect(contents(found, type)).toEqual(contentsPut(list, type));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is refused, or waited for, where any byte of it was changed: never taken for something else", async () => {
    await fc.assert(
      fc.asyncProperty(stages, suites, options, fc.nat(), fc.integer({ min: 1, max: 255 }), async (...drawn) => {
        const [list, suite, chosen, where, flip] = drawn;
        const written = await write(list, suite, new RecordWriter(chosen));
        const bytes = concat(...written.flat().map((record) => record.bytes));
        fc.pre(bytes.length > 0);
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const outcome = await read(list, suite, written, [bytes]).catch((error: unknown) => {
          if (error instanceof Refused) return error.failure.code;
          throw error;
        });
        // All records before the change come out as they were; the changed one never does, unless it is a
        // change_cipher_spec's version, which nothing protects and nobody reads.
        if (typeof outcome === "string") return;
        const sent = written.flat();
        for (const [i, record] of outcome.found.entries()) {
          expect([record.contentType, record.content]).toEqual([sent[i]?.contentType, sent[i]?.content]);
          if (record.contentType !== "change_cipher_spec") expect(record.bytes).toEqual(sent[i]?.bytes);
        }
      }),
      { numRuns: 200 },
    );
  });
});
