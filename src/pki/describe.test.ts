import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sameBytes } from "../bytes/text.ts";
import { subtle } from "../crypto/web.ts";
import { CertificateError, describeCertificate } from "./describe.ts";
import { authority, issue } from "./path/world.fixture.ts";
import { fromPem, toPem } from "./pem.ts";

test("says what was issued", async () => {
  const root = await authority("Example Root", "self", 1);
  const alice = await issue("Alice", root, { names: ["alice@example.org", "alice.example"], usages: ["clientAuth"] });
  const summary = await describeCertificate(alice.der);
  expect(summary).toMatchObject({
    subject: "CN=Alice",
    issuer: "CN=Example Root",
    names: ["alice@example.org", "alice.example"],
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2026-12-31T23:59:59Z",
    usages: ["digitalSignature", "clientAuth"],
    isCA: false,
    pathLength: null,
    signatureAlgorithm: "ecdsa-with-SHA256",
  });
  expect(summary.serial).toMatch(/^4[0-9a-f]{31}$/);
  expect(summary.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(sameBytes(summary.spki, new Uint8Array(await subtle.exportKey("spki", alice.keys.publicKey)))).toBe(true);
  expect(await describeCertificate(root.der)).toMatchObject({
    usages: ["keyCertSign", "cRLSign"],
    isCA: true,
    pathLength: 1,
  });
});

test("agrees with openssl on serial number and fingerprint", async () => {
  const { der } = await issue("bob.example", "self");
  const args = ["x509", "-noout", "-serial", "-fingerprint", "-sha256"];
  const said = execFileSync("openssl", args, { input: toPem(der), encoding: "utf8" })
    .toLowerCase()
    .replaceAll(":", "");
  const { serial, fingerprint } = await describeCertificate(der);
  expect(said).toContain(`serial=${serial}`);
  expect(said).toContain(`fingerprint=${fingerprint}`);
});

test("shows what would hide", async () => {
  const { der } = await issue("b\u202eob\n", "self", { names: ["bob.example"] });
  const { subject } = await describeCertificate(der);
  expect(subject).not.toMatch(/[\u202e\n]/u);
  expect(subject).toContain("\\u{202e}");
});

test("garbage is a CertificateError", async () => {
  const { der } = await issue("bob.example", "self");
  await expect(describeCertificate(der.subarray(1))).rejects.toThrow(CertificateError);
  await fc.assert(
    fc.asyncProperty(fc.nat(der.length - 1), fc.nat(255), async (at, byte) => {
      const bytes = der.map((old, i) => (i === at ? byte : old));
      await describeCertificate(bytes).catch((error: unknown) => {
        if (!(error instanceof CertificateError)) throw error;
      });
    }),
    { numRuns: 300 },
  );
});

test("certificates made by openssl are read", async () => {
  const args = "req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 30".split(" ");
  const names = "otherName:1.2.3.4;UTF8:x,DNS:*.b.example,IP:2001:db8::1,URI:spiffe://b/x,email:b@b.example";
  const extra = [
    "-subj",
    "/C=AT/O=B, and sons/CN=b",
    "-addext",
    `subjectAltName=${names}`,
    "-addext",
    "keyUsage=decipherOnly,keyAgreement",
    "-addext",
    "extendedKeyUsage=serverAuth,1.2.3",
  ];
  const pem = execFileSync("openssl", [...args, ...extra], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const summary = await describeCertificate(fromPem(pem)[0] ?? new Uint8Array());
  expect(summary).toMatchObject({
    subject: "C=AT, O=B\\, and sons, CN=b",
    names: ["*.b.example", "2001:db8:0:0:0:0:0:1", "spiffe://b/x", "b@b.example"],
    usages: ["keyAgreement", "decipherOnly", "serverAuth", "1.2.3"],
    signatureAlgorithm: "sha256WithRSAEncryption",
  });
});
