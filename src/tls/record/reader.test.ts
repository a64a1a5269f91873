import { describe, expect, it } from "vitest";
import { concat } from "../../bytes/text.ts";
import type { AlertName } from "../codepoints.ts";
import { alertFor, Refused, type TlsFailure } from "../failure.ts";
import { SUITES } from "../schedule/suites.ts";
import { RecordKeys } from "./keys.ts";
import { type OpenedRecord, type ReaderOptions, RecordReader } from "./reader.ts";

const suite = SUITES.TLS_AES_128_GCM_SHA256;
const secret = new Uint8Array(32).fill(5);
const other = new Uint8Array(32).fill(6);
const ccs = plain(20, Uint8Array.of(1));

function header(type: number, size: number, version = 0x0303): Uint8Array {
  return Uint8Array.of(type, version >> 8, version & 255, size >> 8, size & 255);
}

function plain(type: number, content: Uint8Array): Uint8Array {
  return concat(header(type, content.length), content);
}

/** A protected record with any inner plaintext, right or wrong. */
async function sealed(sequence: number, inner: Uint8Array, traffic = secret): Promise<Uint8Array> {
  const front = header(23, inner.length + 16);
  return concat(front, await new RecordKeys(suite, traffic).seal(sequence, front, inner));
}

function inner(type: number, size: number, padding = 0): Uint8Array {
  return concat(new Uint8Array(size).fill(7), Uint8Array.of(type), new Uint8Array(padding));
}

/** A reader with keys. */
function opening(options: ReaderOptions = {}): RecordReader {
  const reader = new RecordReader(options);
  reader.rekey("application", suite, secret);
  return reader;
}

async function all(reader: RecordReader): Promise<readonly OpenedRecord[]> {
  const found: OpenedRecord[] = [];
  for (let record = await reader.next(); record !== null; record = await reader.next()) found.push(record);
  return found;
}

async function failureOf(reader: RecordReader): Promise<TlsFailure> {
  try {
    await all(reader);
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
  throw new Error("nothing was refused");
}

type Rule = Readonly<{
  what: string;
  section: string;
  code: TlsFailure["code"];
  alert: AlertName;
  reader?: () => RecordReader;
  bytes: () => Uint8Array | Promise<Uint8Array>;
}>;

const unprotected = (): RecordReader => new RecordReader();
const limited = (): RecordReader => {
  const reader = opening();
  reader.limit(64);
  return reader;
};
const unexpected = { code: "unexpected-record", alert: "unexpected_message" } as const;
const overflow = { code: "record-overflow", alert: "record_overflow" } as const;
const bad = { code: "bad-record", alert: "bad_record_mac", section: "RFC 8446 §5.2" } as const;

const rules: readonly Rule[] = [
  { ...unexpected, what: "an unknown content type", section: "RFC 8446 §5", bytes: () => header(24, 1) },
  {
    ...unexpected,
    what: "another protocol",
    section: "RFC 8446 §5",
    bytes: () => new TextEncoder().encode("GET / HTTP"),
  },
  {
    ...unexpected,
    what: "application data without keys",
    section: "RFC 8446 §5",
    reader: unprotected,
    bytes: () => header(23, 9),
  },
  { ...unexpected, what: "a handshake record in the clear", section: "RFC 8446 §5", bytes: () => header(22, 9) },
  {
    ...unexpected,
    what: "an alert in the clear",
    section: "RFC 8446 §5",
    bytes: () => plain(21, Uint8Array.of(2, 40)),
  },
  {
    ...unexpected,
    what: "an empty handshake record",
    section: "RFC 8446 §5.1",
    reader: unprotected,
    bytes: () => header(22, 0),
  },
  { ...unexpected, what: "an empty alert", section: "RFC 8446 §5.1", reader: unprotected, bytes: () => header(21, 0) },
  {
    ...unexpected,
    what: "an empty protected handshake record",
    section: "RFC 8446 §5.4",
    bytes: () => sealed(0, inner(22, 0, 3)),
  },
  { ...unexpected, what: "an empty protected alert", section: "RFC 8446 §5.4", bytes: () => sealed(0, inner(21, 0)) },
  { ...unexpected, what: "zeros alone", section: "RFC 8446 §5.4", bytes: () => sealed(0, new Uint8Array(50)) },
  {
    ...unexpected,
    what: "no inner plaintext at all",
    section: "RFC 8446 §5.4",
    bytes: () => sealed(0, new Uint8Array()),
  },
  { ...unexpected, what: "an unknown type inside", section: "RFC 8446 §5", bytes: () => sealed(0, inner(24, 4)) },
  {
    ...unexpected,
    what: "a protected change_cipher_spec",
    section: "RFC 8446 §5",
    bytes: () => sealed(0, Uint8Array.of(1, 20)),
  },
  { ...unexpected, what: "an empty change_cipher_spec", section: "RFC 8446 §5", bytes: () => header(20, 0) },
  {
    ...unexpected,
    what: "a change_cipher_spec of 2",
    section: "RFC 8446 §5",
    bytes: () => plain(20, Uint8Array.of(2)),
  },
  { ...unexpected, what: "a change_cipher_spec of two bytes", section: "RFC 8446 §5", bytes: () => header(20, 2) },
  {
    ...overflow,
    what: "a fragment of 2^14 + 1 bytes",
    section: "RFC 8446 §5.1",
    reader: unprotected,
    bytes: () => header(22, 16385),
  },
  { ...overflow, what: "a ciphertext of 2^14 + 257 bytes", section: "RFC 8446 §5.2", bytes: () => header(23, 16641) },
  {
    ...overflow,
    what: "an inner plaintext of 2^14 + 2 bytes",
    section: "RFC 8446 §5.4",
    bytes: () => sealed(0, inner(23, 16384, 1)),
  },
  {
    ...overflow,
    what: "more than our limit, in padding",
    section: "RFC 8449 §4",
    reader: limited,
    bytes: () => sealed(0, inner(23, 1, 63)),
  },
  { ...bad, what: "a wrong tag", bytes: () => sealed(0, inner(23, 9), other) },
  { ...bad, what: "a wrong sequence number", bytes: () => sealed(1, inner(23, 9)) },
  { ...bad, what: "no room for a tag", bytes: () => plain(23, new Uint8Array(15)) },
  { ...bad, what: "an empty ciphertext", bytes: () => header(23, 0) },
];

describe("the record reader refuses", () => {
  it.each(rules)("$what ($section)", async ({ reader = opening, bytes, code, alert, section }) => {
    const made = reader();
    made.push(await bytes());
    const failure = await failureOf(made);
    expect(failure).toMatchObject({ code, section });
    expect(alertFor(failure)).toBe(alert);
  });

  it("a record that was changed in any bit of its ciphertext, and one whose header was", async () => {
    const record = await sealed(0, inner(23, 20));
    for (let bit = 0; bit < record.length * 8; bit++) {
      const changed = new Uint8Array(record);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const reader = opening();
      reader.push(changed);
      if (bit >= 5 * 8) expect((await failureOf(reader)).code).toBe("bad-record");
      // A length that grew is waited for. All else in the header is refused, even the version: it is authenticated.
      else
        expect(await all(reader).catch(() => "refused")).toSatisfy(
          (found) => found === "refused" || found.length === 0,
        );
    }
  });
});

describe("the record reader takes", () => {
  it("any legacy_record_version in the clear (RFC 8446 §5.1)", async () => {
    const reader = new RecordReader();
    reader.push(concat(header(22, 1, 0x0301), Uint8Array.of(1), header(22, 1, 0x9999), Uint8Array.of(2)));
    expect((await all(reader)).map(({ content }) => [...content])).toEqual([[1], [2]]);
  });

  it("empty application data and padding of any length (RFC 8446 §5.4)", async () => {
    const reader = opening();
    reader.push(await sealed(0, inner(23, 0)));
    reader.push(await sealed(1, inner(23, 0, 16384)));
    reader.push(await sealed(2, inner(22, 16384)));
    reader.push(await sealed(3, inner(21, 2, 100)));
    const found = (await all(reader)).map(({ contentType, content, padding }) => [
      contentType,
      content.length,
      padding,
    ]);
    expect(found).toEqual([
      ["application_data", 0, 0],
      ["application_data", 0, 16384],
      ["handshake", 16384, 0],
      ["alert", 2, 100],
    ]);
  });

  it("content that ends with zeros: only what stands behind the type is padding", async () => {
    const reader = opening();
    reader.push(await sealed(0, concat(Uint8Array.of(1, 0, 0, 23, 0))));
    const [record] = await all(reader);
    expect([...(record?.content ?? [])]).toEqual([1, 0, 0]);
  });

  it("change_cipher_spec between protected records, without counting it", async () => {
    const reader = opening();
    reader.push(concat(ccs, await sealed(0, inner(23, 1)), ccs, await sealed(1, inner(23, 2)), ccs));
    const found = (await all(reader)).map(({ contentType, epoch }) => `${contentType} ${epoch}`);
    const [dummy, data] = ["change_cipher_spec initial", "application_data application"];
    expect(found).toEqual([dummy, data, dummy, data, dummy]);
  });

  it("records as large as record_size_limit says, and early data beyond it (RFC 8449 §4)", async () => {
    const reader = limited();
    reader.push(await sealed(0, inner(23, 60, 3)));
    expect(await all(reader)).toHaveLength(1);
    const early = new RecordReader();
    early.limit(64);
    early.rekey("early", suite, secret);
    early.push(await sealed(0, inner(23, 1000)));
    expect(await all(early)).toHaveLength(1);
  });

  it("an alert in the clear from a client that has no keys yet, until it has shown that it has", async () => {
    const reader = new RecordReader({ plainAlerts: true });
    reader.rekey("handshake", suite, secret);
    reader.push(plain(21, Uint8Array.of(2, 47)));
    expect(await all(reader)).toMatchObject([{ contentType: "alert", epoch: "initial" }]);
    reader.push(concat(await sealed(0, inner(22, 3)), plain(21, Uint8Array.of(2, 47))));
    expect(await reader.next()).toMatchObject({ contentType: "handshake" });
    expect(await failureOf(reader)).toMatchObject({ code: "unexpected-record" });
  });
});

describe("a change of keys", () => {
  it("holds for the very next record, though the ones behind were opened ahead", async () => {
    const reader = opening();
    const before = await Promise.all([0, 1, 2].map((sequence) => sealed(sequence, inner(22, sequence + 1))));
    const after = await Promise.all([0, 1, 2].map((sequence) => sealed(sequence, inner(23, sequence + 10), other)));
    reader.push(concat(...before, ...after));
    for (const _ of before) expect(await reader.next()).toMatchObject({ contentType: "handshake", generation: 0 });
    reader.rekey("application", suite, other);
    const found = await all(reader);
    expect(found.map(({ content, sequence, generation }) => [content.length, sequence, generation])).toEqual([
      [10, 0, 1],
      [11, 1, 1],
      [12, 2, 1],
    ]);
  });

  it("opens nothing with the old keys any more", async () => {
    const reader = opening();
    reader.push(concat(await sealed(0, inner(23, 1)), await sealed(1, inner(23, 1))));
    await reader.next();
    reader.rekey("application", suite, other);
    expect(await failureOf(reader)).toMatchObject({ code: "bad-record", sequence: 0 });
  });
});

describe("early data that was not accepted (RFC 8446 §4.2.10)", () => {
  it("is passed over until a record opens, and then no more", async () => {
    const reader = new RecordReader();
    reader.rekey("handshake", suite, secret);
    reader.skipUnreadable(300);
    const early = await Promise.all([0, 1, 2].map((sequence) => sealed(sequence, inner(23, 100), other)));
    reader.push(concat(...early, await sealed(0, inner(22, 4)), await sealed(1, inner(22, 5))));
    expect((await all(reader)).map(({ sequence, content }) => [sequence, content.length])).toEqual([
      [0, 4],
      [1, 5],
    ]);
    reader.push(await sealed(2, inner(23, 1), other));
    expect(await failureOf(reader)).toMatchObject({ code: "bad-record" });
  });

  it("is passed over without keys too, up to the next ClientHello", async () => {
    const reader = new RecordReader();
    reader.skipUnreadable(100);
    reader.push(concat(await sealed(0, inner(23, 50), other), ccs, plain(22, Uint8Array.of(1)), header(23, 40)));
    expect(await reader.next()).toMatchObject({ contentType: "change_cipher_spec" });
    expect(await reader.next()).toMatchObject({ contentType: "handshake" });
    expect(await failureOf(reader)).toMatchObject({ code: "unexpected-record" });
  });

  it("may be no more than was said, with keys and without", async () => {
    for (const [withKeys, code] of [
      [true, "bad-record"],
      [false, "unexpected-record"],
    ] as const) {
      const reader = new RecordReader();
      if (withKeys) reader.rekey("handshake", suite, secret);
      reader.skipUnreadable(150);
      reader.push(concat(await sealed(0, inner(23, 100), other), await sealed(1, inner(23, 51), other)));
      expect((await failureOf(reader)).code).toBe(code);
    }
  });

  it("costs one byte a record at least, so that empty ones end too", async () => {
    const reader = new RecordReader();
    reader.rekey("handshake", suite, secret);
    reader.skipUnreadable(3);
    reader.push(concat(...Array.from({ length: 3 }, () => header(23, 0))));
    expect(await all(reader)).toEqual([]);
    reader.push(header(23, 0));
    expect((await failureOf(reader)).code).toBe("bad-record");
  });

  it("is not held to our record_size_limit, which its sender did not know", async () => {
    const reader = new RecordReader();
    reader.rekey("handshake", suite, secret);
    reader.limit(64);
    reader.skipUnreadable(2 ** 14);
    reader.push(concat(await sealed(0, inner(23, 16000), other), await sealed(0, inner(22, 100))));
    expect(await failureOf(reader)).toMatchObject({ code: "record-overflow", size: 101, limit: 64 });
  });
});

describe("what is buffered", () => {
  it("is what was pushed and not yet given out", async () => {
    const reader = opening();
    const record = await sealed(0, inner(23, 100));
    reader.push(record.subarray(0, 3));
    expect(await reader.next()).toBeNull();
    expect(reader.buffered).toBe(3);
    reader.push(concat(record.subarray(3), record.subarray(0, 50)));
    expect(reader.buffered).toBe(record.length + 50);
    await reader.next();
    expect(reader.buffered).toBe(50);
    expect(await reader.next()).toBeNull();
  });

  it("is read in time proportional to its size, in the smallest records and the smallest pieces", async () => {
    const reader = new RecordReader();
    const many = concat(...Array.from({ length: 20_000 }, () => ccs));
    for (let at = 0; at < many.length; at++) reader.push(many.subarray(at, at + 1));
    expect(await all(reader)).toHaveLength(20_000);
  });
});
