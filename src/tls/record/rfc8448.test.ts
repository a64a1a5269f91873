import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import type { Side, Trace, TraceRecord } from "../../testing/vectors/rfc8448/trace.ts";
import { traces } from "../../testing/vectors/rfc8448/traces.ts";
import type { Epoch, SecretName } from "../events.ts";
import { SUITES } from "../schedule/suites.ts";
import { RecordReader } from "./reader.ts";
import { RecordWriter } from "./writer.ts";

const suite = SUITES.TLS_AES_128_GCM_SHA256;
const sides = traces.flatMap((trace) => (["client", "server"] as const).map((side) => ({ trace, side, ...trace })));
const secretNames: Readonly<Record<Exclude<Epoch, "initial">, (side: Side) => SecretName>> = {
  early: () => "client_early_traffic_secret",
  handshake: (side) => `${side}_handshake_traffic_secret`,
  application: (side) => `${side}_application_traffic_secret`,
};

describe("the record layer, against every record of RFC 8448", () => {
  it.each(sides)("writes those of $section's $side exactly", async ({ trace, side }) => {
    const writer = new RecordWriter({
      fragmentSize: 2 ** 14,
      padTo: (size) => size,
      initialClientHello: side === "client",
    });
    const written: Hex[] = [];
    for (const { record, turn } of recordsOf(trace, side)) {
      if (turn !== null) writer.rekey(turn.epoch, suite, turn.secret);
      if (record.type === "change_cipher_spec") writer.putChangeCipherSpec();
      else writer.put(record.type, fromHex(record.payload));
      written.push(toHex(concat(...(await writer.drain()).parts)));
    }
    expect(written).toEqual(recordsOf(trace, side).map(({ record }) => record.record));
    expect(written.length).toBeGreaterThanOrEqual(3);
  });

  it.each(sides)("reads those of $section's $side, as they come or byte by byte", async ({ trace, side }) => {
    for (const size of [1, 700, Number.MAX_SAFE_INTEGER]) {
      const reader = new RecordReader();
      for (const piece of cut(concat(...recordsOf(trace, side).map(({ record }) => fromHex(record.record))), size)) {
        reader.push(piece);
      }
      for (const { record, turn } of recordsOf(trace, side)) {
        if (turn !== null) reader.rekey(turn.epoch, suite, turn.secret);
        const opened = await reader.next();
        expect(opened).toMatchObject({ contentType: record.type, epoch: record.epoch, padding: 0 });
        expect(toHex(opened?.content ?? new Uint8Array())).toBe(record.payload);
        expect(toHex(opened?.bytes ?? new Uint8Array())).toBe(record.record);
      }
      expect(await reader.next()).toBeNull();
      expect(reader.buffered).toBe(0);
    }
  });
});

type Turn = Readonly<{ epoch: Epoch; secret: Uint8Array<ArrayBuffer> }>;

/** One side's records, each with the keys that begin with it. */
function recordsOf(trace: Trace, side: Side): readonly Readonly<{ record: TraceRecord; turn: Turn | null }>[] {
  let present: Epoch = "initial";
  return trace.records
    .filter(({ from }) => from === side)
    .map((record) => {
      const { epoch } = record;
      if (epoch === "initial" || epoch === present) return { record, turn: null };
      present = epoch;
      const secret = trace.secrets[secretNames[epoch](side)];
      if (secret === undefined) throw new Error(`no keys for the ${epoch} records of ${trace.section}`);
      return { record, turn: { epoch, secret: fromHex(secret) } };
    });
}

function cut(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}
