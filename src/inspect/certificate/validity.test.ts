import { expect, test } from "vitest";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { timeText, validityAt } from "./validity.ts";

const certificate: CertificateArtifact = {
  kind: "certificate",
  id: "c",
  der: "3000",
  subject: "CN=bob.example",
  issuer: "CN=Authority",
  names: [],
  notBefore: "2026-01-01T00:00:00Z",
  notAfter: "2026-12-31T23:59:59Z",
  usages: [],
  isCA: false,
  serial: "01",
  key: "k",
  fingerprint: "00",
};

test.each([
  ["2025-12-31T23:59:59Z", "not yet valid"],
  ["2026-01-01T00:00:00Z", "valid"],
  ["2026-12-31T23:59:59Z", "valid"],
  ["2027-01-01T00:00:00Z", "expired"],
])("at %s it is %s", (time, validity) => {
  expect(validityAt(certificate, time)).toBe(validity);
});

test("times read the same in every zone", () => {
  expect(timeText("2026-11-02T09:05:00Z")).toBe("2 Nov 2026, 09:05 UTC");
  expect(timeText("whenever")).toBe("whenever");
});
