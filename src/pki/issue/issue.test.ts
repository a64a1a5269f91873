import { afterAll, describe, expect, test } from "vitest";
import { type AuthorityKeyKind, makeAuthorityKeys } from "../../crypto/authorityKeys.ts";
import { opensslBench } from "../../testing/faults/openssl.ts";
import { parseCertificate } from "../parse.ts";
import { issueCrl } from "./crl.ts";
import { type Holder, type HolderWish, issueHolder, type Kit, liveKitChance } from "./faults/kit.ts";
import { issueVersion1 } from "./legacy.ts";
import { issueOcspResponse } from "./ocsp.ts";

/** What is issued is what openssl reads and verifies. */

const at = new Date("2026-06-01T12:00:00Z");
const later = new Date("2026-06-08T12:00:00Z");
const kit: Pick<Kit, "random" | "at"> = { random: liveKitChance, at };
const bench = opensslBench();
const KINDS: readonly AuthorityKeyKind[] = [
  ...(["P-256", "P-384", "P-521", "Ed25519", "RSA-1024"] as const),
  ...(["RSA-2048", "RSA-3072", "RSA-2048-SHA1"] as const),
];

afterAll(() => bench.remove());

function root(keyKind: AuthorityKeyKind = "P-256"): Promise<Holder> {
  return issueHolder(kit, "self", { subject: "Root", ca: { pathLength: null }, keyKind });
}

function leaf(by: Holder, wish: Partial<HolderWish> = {}): Promise<Holder> {
  return issueHolder(kit, by, { subject: "bob.example", names: ["bob.example"], usages: ["serverAuth"], ...wish });
}

function signer({ der, keys }: Holder) {
  return { der, privateKey: keys.privateKey };
}

function verified(der: Uint8Array, ca: Uint8Array): string {
  const files = ["-CAfile", bench.file("ca.pem", [ca]), bench.file("leaf.pem", [der])];
  return bench.run("verify", "-attime", String(at.getTime() / 1000), "-no-CApath", "-no-CAstore", ...files);
}

describe("certificates", () => {
  test.each(KINDS)("by and for keys of kind %s are verified by openssl", async (kind) => {
    const authority = await root(kind);
    const { der } = await leaf(authority, { keyKind: kind });
    expect(verified(der, authority.der)).toMatch(/: OK/);
  });

  test("of version 1 are read as such", async () => {
    const authority = await root();
    const model = await leaf(authority);
    const request = { issuer: signer(authority), subject: model.der, publicKey: model.keys.publicKey };
    const dates = { notBefore: at, notAfter: later };
    const der = await issueVersion1({ ...request, ...dates, serial: Uint8Array.of(0xff, 1) });
    expect(parseCertificate(der)).toMatchObject({ version: 1, names: [], label: "bob.example" });
    expect(verified(der, authority.der)).toMatch(/: OK/);
  });

  test("carry what is asked for", async () => {
    const authority = await root();
    const { der } = await leaf(authority, {
      constraints: { permitted: ["example"], excluded: ["bad.example"] },
      crlAddress: "http://crl.example/",
      ocspAddress: "http://ocsp.example/",
      keyUsage: ["keyAgreement", "decipherOnly"],
    });
    const text = bench.run("x509", "-noout", "-text", "-in", bench.file("x.pem", [der]));
    for (const said of ["DNS:bad.example", "URI:http://crl.example/", "OCSP - URI:http://ocsp.example/"]) {
      expect(text).toContain(said);
    }
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Key Agreement, Decipher Only/);
  });

  test("are not signed with a hash that the key is not for", async () => {
    const keys = await makeAuthorityKeys("RSA-1024");
    const wish = { subject: "x", keys, hash: "SHA-1" as const };
    await expect(issueHolder(kit, "self", wish)).rejects.toThrow(TypeError);
  });
});

describe("lists of revoked certificates", () => {
  test.each(["P-256", "RSA-2048"] as const)("signed with %s are verified by openssl", async (kind) => {
    const authority = await root(kind);
    const { der } = await leaf(authority);
    const revoked = [{ der, at, reason: "superseded" as const }];
    const list = await issueCrl({ issuer: signer(authority), revoked, thisUpdate: at, nextUpdate: later, number: 200 });
    const args = ["-CAfile", bench.file("ca.pem", [authority.der]), "-in", bench.file("l.pem", [list], "X509 CRL")];
    const said = bench.run("crl", "-noout", "-text", ...args);
    expect(said).toMatch(/verify OK/);
    expect(said).toMatch(/X509v3 CRL Number:\s+200/);
    expect(said).toMatch(/Superseded/);
  });
});

describe("OCSP responses", () => {
  test.each(["SHA-1", "SHA-256"] as const)("with %s are verified by openssl, by name and by key", async (hash) => {
    const authority = await root();
    const { der } = await leaf(authority);
    const responder = await issueHolder(kit, authority, { subject: "Responder", usages: ["OCSPSigning"] });
    for (const [who, by] of [
      [authority, "name"],
      [responder, "key"],
    ] as const) {
      const response = await issueOcspResponse({
        certificate: der,
        issuer: authority.der,
        answer: { status: "revoked", at, reason: "keyCompromise" },
        responder: { ...signer(who), by },
        certificates: [who.der],
        hash,
        producedAt: at,
        thisUpdate: at,
        nextUpdate: later,
      });
      const files = ["-issuer", bench.file("ca.pem", [authority.der]), "-cert", bench.file("leaf.pem", [der])];
      const age = ["-CAfile", bench.file("ca.pem", [authority.der]), "-attime", String(at.getTime() / 1000)];
      const digest = hash === "SHA-1" ? "-sha1" : "-sha256";
      const said = bench.run("ocsp", digest, ...files, "-respin", bench.der("r.der", response), ...age);
      expect(said).toMatch(/Response verify OK/);
      // It warns where the answer is not of today, on lines of its own.
      expect(said).toMatch(/(^|: )revoked$/m);
      expect(said).toMatch(/Reason: keyCompromise/);
    }
  });
});
