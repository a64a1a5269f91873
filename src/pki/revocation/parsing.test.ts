import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { fromHex } from "../../bytes/hex.ts";
import { concat } from "../../bytes/text.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { issueCrl } from "../issue/crl.ts";
import { enumerated, extensionOf, sequenceOf, time } from "../issue/der.ts";
import { dayFrom, type Holder, issueHolder, liveKitChance } from "../issue/faults/kit.ts";
import { issueOcspResponse } from "../issue/ocsp.ts";
import { algorithmOf, signedSequence } from "../issue/signed.ts";
import { parseCertificate } from "../parse.ts";
import { CrlError, MAX_CRL_BYTES, parseCrl } from "./crl.ts";
import { OcspError, parseOcsp } from "./ocsp.ts";

/** Whatever the bytes, there is a list, or an answer, or an error that says what was wanted; and soon. */

const at = new Date("2026-06-01T12:00:00Z");
let root: Holder;
let bob: Holder;
let list: Bytes;
let answer: Bytes;

beforeAll(async () => {
  const kit = { random: liveKitChance, at };
  root = await issueHolder(kit, "self", { subject: "Root", ca: { pathLength: null } });
  bob = await issueHolder(kit, root, { subject: "bob.example" });
  const issuer = { der: root.der, privateKey: root.keys.privateKey };
  const dates = { thisUpdate: at, nextUpdate: dayFrom(at, 7) };
  const revoked = [{ der: bob.der, at, reason: "superseded" as const }];
  list = await issueCrl({ issuer, revoked, ...dates, number: 44 });
  answer = await issueOcspResponse({
    certificate: bob.der,
    issuer: root.der,
    answer: { status: "revoked", at, reason: "keyCompromise" },
    responder: { ...issuer, by: "key" },
    certificates: [root.der],
    hash: "SHA-1",
    producedAt: at,
    ...dates,
  });
});

test("a list is read", () => {
  const crl = parseCrl(list);
  expect(crl).toMatchObject({ version: 2, label: "Root", number: "2c", deltaBase: null, scope: null, unprocessed: [] });
  expect(crl).toMatchObject({ thisUpdate: at, nextUpdate: dayFrom(at, 7) });
  expect(crl.entries.count).toBe(1);
  const { serialOctets, issuerKey } = parseCertificate(bob.der);
  expect(crl.entries.find(fromHex(serialOctets), issuerKey)).toEqual({ revokedAt: at, reason: 4 });
  expect(crl.entries.find(fromHex(serialOctets), "somebody else")).toBeNull();
  expect(crl.entries.find(Uint8Array.of(1), issuerKey)).toBeNull();
});

test("an answer is read", () => {
  const { status, content } = parseOcsp(answer);
  expect(status).toBe("successful");
  expect(content?.certificates.map(({ label }) => label)).toEqual(["Root"]);
  expect(content?.answers).toMatchObject([{ status: "revoked", revokedAt: at, reason: 1, thisUpdate: at }]);
});

const READERS = [
  ["a list", () => list, (der: Uint8Array) => parseCrl(der), CrlError],
  ["an answer", () => answer, (der: Uint8Array) => parseOcsp(der), OcspError],
] as const;

describe.each(READERS)("%s", (_name, good, read, error) => {
  /** Reads it, or throws the one error. */
  const orError = (der: Uint8Array): void => {
    try {
      read(der);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(error);
    }
  };

  test("cut off anywhere, or with more behind it, is an error", () => {
    for (let size = 0; size < good().length; size++) expect(() => read(good().subarray(0, size))).toThrow(error);
    expect(() => read(concat(good(), Uint8Array.of(0)))).toThrow(error);
  });

  test("with bytes changed is read or an error", () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Uint8Array.from(good());
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        orError(bytes);
      }),
      { numRuns: 3000 },
    );
  });

  test("out of nothing is an error", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), orError), { numRuns: 1000 });
  });
});

describe("a large list", () => {
  const entry = (serial: number) =>
    sequenceOf(
      writeElement(0x02, Uint8Array.of(0x40, serial >> 24, serial >> 16, serial >> 8, serial)),
      time(at),
      sequenceOf(extensionOf("2.5.29.21", false, enumerated(1))),
    );

  async function listOf(entries: Uint8Array): Promise<Bytes> {
    const { privateKey } = root.keys;
    const said = sequenceOf(
      writeElement(0x02, Uint8Array.of(1)),
      algorithmOf(privateKey),
      fromHex(parseCertificate(root.der).subjectName),
      time(at),
      time(dayFrom(at, 7)),
      writeElement(0x30, entries),
    );
    return signedSequence(said, privateKey);
  }

  test("of 100,000 entries is read and searched in little time", async () => {
    const entries = concat(...Array.from({ length: 100_000 }, (_, i) => entry(i)));
    const der = await listOf(entries);
    const begin = performance.now();
    const crl = parseCrl(der);
    const read = performance.now();
    const { issuerKey } = crl;
    expect(crl.entries.count).toBe(100_000);
    expect(crl.entries.find(Uint8Array.of(0x40, 0, 1, 0x86, 0x9f), issuerKey)).toEqual({ revokedAt: at, reason: 1 });
    expect(crl.entries.find(Uint8Array.of(0x40, 0, 1, 0x86, 0xa0), issuerKey)).toBeNull();
    const searched = performance.now();
    expect(read - begin).toBeLessThan(2000);
    expect(searched - read).toBeLessThan(2000);
  });

  test("of more than 8 MiB is refused", () => {
    expect(() => parseCrl(new Uint8Array(MAX_CRL_BYTES + 1))).toThrow(CrlError);
  });

  test.each([
    ["a 31st of June", "170d3236303633313132303030305a"],
    ["a 29th of February 2027", "170d3237303232393132303030305a"],
    ["no digits", "170d32363036303131323030302f5a"],
  ])("with %s among its dates is refused", async (_name, date) => {
    const bad = sequenceOf(writeElement(0x02, Uint8Array.of(1)), fromHex(date));
    const der = await listOf(concat(entry(1), bad));
    expect(() => parseCrl(der)).toThrow(/a date is none/);
  });
});
