import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../bytes/text.ts";
import { SUITES } from "../schedule/suites.ts";
import { RecordKeys } from "./keys.ts";
import { RecordWriter } from "./writer.ts";

const suite = SUITES.TLS_AES_128_GCM_SHA256;
const secret = new Uint8Array(32).fill(5);
const asItIs = (size: number) => size;

function writer(options: Partial<ConstructorParameters<typeof RecordWriter>[0]> = {}): RecordWriter {
  return new RecordWriter({ fragmentSize: 2 ** 14, padTo: asItIs, ...options });
}

function protecting(options: Partial<ConstructorParameters<typeof RecordWriter>[0]> = {}): RecordWriter {
  const made = writer(options);
  made.rekey("application", suite, secret);
  return made;
}

/** Content sizes of what is drained, by type. */
async function sizes(made: RecordWriter): Promise<readonly string[]> {
  return (await made.drain()).records.map(({ contentType, content }) => `${contentType} ${content.length}`);
}

describe("the record writer", () => {
  it("lets handshake messages share records until something else comes (RFC 8446 §5.1)", async () => {
    const made = writer();
    made.put("handshake", new Uint8Array(10));
    made.put("handshake", new Uint8Array(20));
    made.putChangeCipherSpec();
    made.put("handshake", new Uint8Array(5));
    made.rekey("handshake", suite, secret);
    made.put("handshake", new Uint8Array(7));
    made.put("alert", Uint8Array.of(2, 40));
    expect(await sizes(made)).toEqual([
      "handshake 30",
      "change_cipher_spec 1",
      "handshake 5",
      "handshake 7",
      "alert 2",
    ]);
    expect(await sizes(made)).toEqual([]);
  });

  it("gives each handshake message a record of its own where that is wished (RFC 8446 §5.1)", async () => {
    const made = protecting({ messagesShareRecords: false });
    made.put("handshake", new Uint8Array(10));
    made.put("handshake", new Uint8Array(20));
    expect(await sizes(made)).toEqual(["handshake 10", "handshake 20"]);
  });

  it("cuts messages and data into fragments, alerts never", async () => {
    const made = protecting({ fragmentSize: 1 });
    made.put("handshake", Uint8Array.of(1, 2));
    made.put("application_data", Uint8Array.of(3, 4, 5));
    made.put("alert", Uint8Array.of(2, 40));
    const { records } = await made.drain();
    expect(records.map(({ content }) => [...content])).toEqual([[1], [2], [3], [4], [5], [2, 40]]);
  });

  it("sends empty application data as one empty record, and refuses an empty handshake message", async () => {
    const made = protecting();
    made.put("application_data", new Uint8Array());
    expect(await sizes(made)).toEqual(["application_data 0"]);
    expect(() => made.put("handshake", new Uint8Array())).toThrow(RangeError);
  });

  it("keeps to the peer's record_size_limit, which counts content, type and padding (RFC 8449 §4)", async () => {
    const made = protecting({ padTo: () => 4096 });
    made.limit(100);
    made.put("application_data", new Uint8Array(250));
    const { records } = await made.drain();
    expect(records.map(({ content }) => content.length)).toEqual([99, 99, 52]);
    expect(records.map(({ bytes }) => bytes.length)).toEqual([121, 121, 121]);
    expect(records.map(({ padding }) => padding)).toEqual([0, 0, 47]);
  });

  it("does not apply that limit to unprotected records (RFC 8449 §4)", async () => {
    const made = writer();
    made.limit(100);
    made.put("handshake", new Uint8Array(250));
    expect(await sizes(made)).toEqual(["handshake 250"]);
  });

  it("pads within 2^14 + 1 bytes, and never below the content (RFC 8446 §5.4)", async () => {
    const wide = protecting({ padTo: () => 1e9 });
    wide.put("application_data", new Uint8Array(3));
    expect(concat(...(await wide.drain()).parts)).toHaveLength(5 + 2 ** 14 + 1 + 16);
    const narrow = protecting({ padTo: () => 0 });
    narrow.put("application_data", new Uint8Array(3));
    expect(concat(...(await narrow.drain()).parts)).toHaveLength(5 + 4 + 16);
  });

  it("says 0x0301 in the initial ClientHello only (RFC 8446 §5.1)", async () => {
    const made = writer({ initialClientHello: true, fragmentSize: 8 });
    made.put("handshake", new Uint8Array(12));
    made.putChangeCipherSpec();
    made.put("handshake", new Uint8Array(4));
    const { records } = await made.drain();
    expect(records.map(({ bytes }) => [...bytes.subarray(0, 3)])).toEqual([
      [22, 3, 1],
      [22, 3, 1],
      [20, 3, 3],
      [22, 3, 3],
    ]);
  });

  it("counts what it sealed under the present keys, and generations of the same epoch", async () => {
    const made = writer();
    made.put("handshake", new Uint8Array(4));
    expect(made.protectedRecords).toBe(0);
    for (const epoch of ["handshake", "application", "application"] as const) {
      made.rekey(epoch, suite, secret);
      expect(made.protectedRecords).toBe(0);
      made.put("application_data", new Uint8Array(40));
      made.put("application_data", new Uint8Array(40));
      expect(made.protectedRecords).toBe(2);
    }
    expect(made.epoch).toBe("application");
    const { records } = await made.drain();
    expect(records.map(({ epoch, generation, sequence }) => `${epoch} ${generation} ${sequence}`)).toEqual([
      "initial 0 0",
      "handshake 0 0",
      "handshake 0 1",
      "application 0 0",
      "application 0 1",
      "application 1 0",
      "application 1 1",
    ]);
  });

  it("gives bytes that are its records one after the other, also where drains overlap", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 8 }), async (pieces) => {
        const made = protecting({ fragmentSize: 16 });
        const finished: number[] = [];
        const drains = pieces.map((piece, i) => {
          made.put("application_data", piece);
          return made.drain().then((drained) => {
            finished.push(i);
            return drained;
          });
        });
        const drained = await Promise.all(drains);
        expect(finished).toEqual(pieces.map((_, i) => i));
        for (const [i, { parts, records }] of drained.entries()) {
          expect(concat(...records.map((record) => record.bytes))).toEqual(concat(...parts));
          expect(concat(...records.map((record) => record.content))).toEqual(new Uint8Array(pieces[i] ?? []));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("has read data when put returns, whether the key is imported by then or not", async () => {
    const made = protecting();
    const keys = new RecordKeys(suite, secret);
    for (const sequence of [0, 1]) {
      const data = Uint8Array.of(1, 2, 3);
      made.put("application_data", data);
      data.fill(9);
      const bytes = concat(...(await made.drain()).parts);
      expect(await keys.open(sequence, bytes.subarray(0, 5), bytes.subarray(5))).toEqual(Uint8Array.of(1, 2, 3, 23));
    }
  });

  it("keeps many records apart that are sealed at once, with padding that is zeros alone", async () => {
    const made = protecting({ fragmentSize: 1000, padTo: (size) => size + (size % 7) * 100 });
    const keys = new RecordKeys(suite, secret);
    made.put("application_data", Uint8Array.of(0));
    await made.drain();
    const data = new Uint8Array(30_500).map((_, i) => i % 251);
    made.put("application_data", data);
    const { records } = await made.drain();
    expect(records).toHaveLength(31);
    const opened = await Promise.all(
      records.map(({ bytes }, i) => keys.open(i + 1, bytes.subarray(0, 5), bytes.subarray(5))),
    );
    for (const [i, inner] of opened.entries()) {
      const content = data.subarray(i * 1000, (i + 1) * 1000);
      const size = content.length + 1;
      expect(inner).toEqual(concat(content, Uint8Array.of(23), new Uint8Array((size % 7) * 100)));
    }
  });
});

describe("record keys (RFC 8446 §5.3)", () => {
  it("make another nonce of every sequence number, beyond 32 bits too", async () => {
    const keys = new RecordKeys(suite, secret);
    const header = Uint8Array.of(23, 3, 3, 0, 17);
    const numbers = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    const sealed = await Promise.all(numbers.map((number) => keys.seal(number, header, Uint8Array.of(23))));
    expect(new Set(sealed.map(String)).size).toBe(numbers.length);
    for (const [i, number] of numbers.entries()) {
      expect(await keys.open(number, header, sealed[i] ?? header)).toEqual(Uint8Array.of(23));
      expect(await keys.open(number - 1 < 0 ? 7 : number - 1, header, sealed[i] ?? header)).toBeNull();
    }
  });

  it("do not wrap", () => {
    const keys = new RecordKeys(suite, secret);
    expect(() => keys.seal(Number.MAX_SAFE_INTEGER + 1, new Uint8Array(5), new Uint8Array(1))).toThrow(RangeError);
  });
});
