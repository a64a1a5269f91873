import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../bytes/hex.ts";
import { shareFromPrivate } from "../../../crypto/groups.ts";
import type { Side, Trace, TraceRecord } from "../../../testing/vectors/rfc8448/trace.ts";
import { traces } from "../../../testing/vectors/rfc8448/traces.ts";
import { CONTENT_TYPES } from "../../../tls/codepoints.ts";
import type { PacketArtifact } from "../../recording.ts";
import { tryRecords } from "../attempt.ts";
import { overheard } from "./overheard.ts";
import { guessing, recompute, type Stage } from "./recompute.ts";

/** Those without a PSK: what a private half gives is all the secret there is. */
const fresh = traces.filter(({ psk }) => psk === undefined);

describe("a handshake of RFC 8448, worked out again from copies and one private half", () => {
  it("is there with all that can vary: a HelloRetryRequest, a client’s certificate, compatibility", () => {
    expect(fresh.map(({ section }) => section)).toHaveLength(4);
  });

  it.each(fresh)("gives the secrets of $section, from either end’s half", async (trace) => {
    for (const side of ["client", "server"] as const) {
      const heard = heardOf(trace);
      const found = await recompute(heard, await secretFrom(trace, side));
      const secrets = [...(found?.handshake.secrets ?? []), ...(found?.application.secrets ?? [])];
      expect(secrets).toHaveLength(7);
      // The RFC does not show each of them in each trace.
      const shown = secrets.filter(({ name }) => trace.secrets[name] !== undefined);
      expect(shown.length).toBeGreaterThanOrEqual(6);
      for (const { name, secret } of shown) expect([name, toHex(secret)]).toEqual([name, trace.secrets[name]]);
    }
  });

  it.each(fresh)("opens every sealed record of $section", async (trace) => {
    const found = await recompute(heardOf(trace), await secretFrom(trace, "server"));
    if (found === null) throw new Error("nothing was found");
    const sealed = trace.records.flatMap((record, i) => (isSealed(record) ? [{ record, i }] : []));
    expect(sealed.length).toBeGreaterThanOrEqual(4);
    for (const { record, i } of sealed) {
      const stage: Stage = record.epoch === "handshake" ? found.handshake : found.application;
      const copy = copiesOf(trace)[i];
      const { inside } = await tryRecords(fromHex(copy?.bytes ?? ""), copy?.records ?? [], stage.keys[record.from]);
      const type = CONTENT_TYPES[record.type].toString(16);
      expect(inside).toEqual([`${record.payload}${type}`]);
    }
  });

  it.each(fresh)("gives nothing of $section for another secret", async (trace) => {
    const heard = heardOf(trace);
    const right = await secretFrom(trace, "client");
    for (const wrong of [
      right.map((byte, i) => (i === 31 ? byte ^ 1 : byte)),
      heard.shares.client,
      new Uint8Array(32),
    ]) {
      expect(await recompute(heard, wrong)).toBeNull();
      const opener = guessing(heard, [wrong]);
      for (const { span, header, body } of heard.sealed) {
        expect(await opener.open(span.sequence, header, body)).toBeNull();
      }
    }
  });

  it("needs every record of the server’s flight: one bit changed, and it finds nothing", async () => {
    const [trace] = fresh;
    if (trace === undefined) throw new Error("no trace");
    const at = trace.records.findIndex(({ from, epoch }) => from === "server" && epoch === "handshake");
    const copies = copiesOf(trace).map((copy, i) => (i === at ? { ...copy, bytes: flipped(copy.bytes) } : copy));
    const heard = overheard(copies);
    expect(heard).not.toBeNull();
    if (heard !== null) expect(await recompute(heard, await secretFrom(trace, "client"))).toBeNull();
  });

  it("is none without both hellos, whatever else lies there", () => {
    const [trace] = fresh;
    if (trace === undefined) throw new Error("no trace");
    const copies = copiesOf(trace);
    expect(overheard([])).toBeNull();
    expect(overheard(copies.slice(0, 1))).toBeNull();
    expect(overheard(copies.slice(1))).toBeNull();
    const garbled = copies.map((copy, i) =>
      i < 2 ? { ...copy, bytes: `${copy.bytes.slice(0, 10)}ff${copy.bytes.slice(12)}` } : copy,
    );
    expect(overheard(garbled)).toBeNull();
  });
});

function heardOf(trace: Trace) {
  const heard = overheard(copiesOf(trace));
  if (heard === null) throw new Error(`no two hellos in ${trace.section}`);
  return heard;
}

/** What one end’s private half gives with the share of the other that stands in the copies. */
async function secretFrom(trace: Trace, side: Side): Promise<Uint8Array> {
  const own = trace.shares.filter((share) => share.side === side).at(-1);
  if (own === undefined || own.group === "X25519MLKEM768") throw new Error(`no such half in ${trace.section}`);
  const half = await shareFromPrivate(own.group, fromHex(own.privateKey));
  const secret = await half.agree(heardOf(trace).shares[side === "client" ? "server" : "client"]);
  if (secret === null) throw new Error("the other share is unusable");
  return secret;
}

/** A trace as somebody on the wire copies it: a packet for each record. */
function copiesOf(trace: Trace): readonly PacketArtifact[] {
  const counts = new Map<string, number>();
  return trace.records.map((one, i) => {
    const { from, epoch, record } = one;
    const name = `${from} ${epoch}`;
    const sequence = counts.get(name) ?? 0;
    counts.set(name, sequence + 1);
    const [author, to] = from === "client" ? ["alice", "bob"] : ["bob", "alice"];
    const span = { start: 0, end: record.length / 2, epoch, sequence, key: isSealed(one) ? "key:unknown" : null };
    return {
      kind: "packet",
      id: `packet:${i}`,
      message: "",
      label: "",
      author,
      from: author,
      to,
      seal: { as: "paper" },
      bytes: record,
      changedFrom: null,
      records: [span],
    };
  });
}

function isSealed({ epoch, type }: TraceRecord): boolean {
  return epoch !== "initial" && type !== "change_cipher_spec";
}

function flipped(hex: string): string {
  const bytes = fromHex(hex);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return toHex(bytes);
}
