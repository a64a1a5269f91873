import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPem, PemError, toPem } from "./pem.ts";

test("what was written is read back, several at a time", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (ders) => {
      const text = ders.map((der) => `Subject: somebody\n${toPem(der)}`).join("");
      expect(fromPem(text).map((der) => [...der])).toEqual(ders.map((der) => [...der]));
    }),
  );
});

test("lines have 64 characters, labels are told apart", () => {
  const pem = toPem(new Uint8Array(100), "PUBLIC KEY");
  expect(pem.split("\n")[1]).toHaveLength(64);
  expect(fromPem(pem)).toEqual([]);
  expect(fromPem(pem.replaceAll("\n", "\r\n"), "PUBLIC KEY")[0]).toHaveLength(100);
});

test("too much, or no base64, is a PemError", () => {
  expect(() => fromPem("x".repeat(1024 * 1024 + 1))).toThrow(PemError);
  expect(() => fromPem(toPem(new Uint8Array(3)).repeat(33))).toThrow(PemError);
  expect(() => fromPem("-----BEGIN CERTIFICATE-----\n=AAA\n-----END CERTIFICATE-----")).toThrow(PemError);
});
