import { describe, expect, test } from "vitest";
import { writeElement } from "../crypto/derNumbers.ts";
import { extensionOf, oid, sequenceOf } from "./issue/der.ts";
import { CertificateError, parseCertificate } from "./parse.ts";
import { type Crafted, craft, integer } from "./path/crafted.fixture.ts";

/** Where readers of DER could differ about what a certificate says, it says nothing: X.690 has one form for each value. */

const NULL = writeElement(0x05);
const SHA256 = sequenceOf(oid("2.16.840.1.101.3.4.2.1"));
const base = { subject: "bob.example", issuer: "Root" } as const;
const read = (wish: Partial<Crafted>) => parseCertificate(craft({ ...base, ...wish }));

describe("refused, for X.690 has another form", () => {
  const names = writeElement(0x82, new TextEncoder().encode("bob.example"));
  const rows: readonly (readonly [string, Partial<Crafted>])[] = [
    ["a serial number with a needless zero", { serial: integer(0, 1) }],
    ["a negative serial number with needless ones", { serial: integer(0xff, 0x80) }],
    ["keyUsage that sets bits it says are unused", { extensions: [keyUsage(7, 0x86)] }],
    ["keyUsage without bits, some of them unused", { extensions: [keyUsage(1)] }],
    ["subjectAltName as a SET", { extensions: [extensionOf("2.5.29.17", false, writeElement(0x31, names))] }],
    ["RSASSA-PSS-params out of order", { algorithm: pss([0xa2, integer(32)], [0xa0, SHA256]) }],
    ["RSASSA-PSS-params with one twice", { algorithm: pss([0xa2, integer(20)], [0xa2, integer(32)]) }],
  ];

  test.each(rows)("%s", (_name, wish) => {
    expect(() => read(wish)).toThrow(CertificateError);
  });

  test("what is in order is read", () => {
    expect(read({ serial: integer(0, 0x80), extensions: [keyUsage(5, 0xa0)] }).keyUsage).toEqual([
      "digitalSignature",
      "keyEncipherment",
    ]);
  });
});

describe("parameters of signature algorithms", () => {
  test.each([
    ["sha256WithRSAEncryption", "1.2.840.113549.1.1.11", [NULL], true],
    ["sha256WithRSAEncryption", "1.2.840.113549.1.1.11", [], true],
    ["sha256WithRSAEncryption", "1.2.840.113549.1.1.11", [integer(1)], false],
    ["ecdsa-with-SHA256", "1.2.840.10045.4.3.2", [], true],
    ["ecdsa-with-SHA256", "1.2.840.10045.4.3.2", [NULL], false],
    ["Ed25519", "1.3.101.112", [], true],
    ["Ed25519", "1.3.101.112", [NULL], false],
  ] as const)("%s (%s) with %j", (_name, id, parameters, verifies) => {
    const { signing } = read({ algorithm: sequenceOf(oid(id), ...parameters) });
    expect(signing.method !== null).toBe(verifies);
  });
});

function keyUsage(...content: readonly number[]) {
  return extensionOf("2.5.29.15", true, writeElement(0x03, Uint8Array.from(content)));
}

function pss(...parts: readonly (readonly [tag: number, inside: Uint8Array])[]) {
  const parameters = sequenceOf(...parts.map(([tag, inside]) => writeElement(tag, inside)));
  return sequenceOf(oid("1.2.840.113549.1.1.10"), parameters);
}
