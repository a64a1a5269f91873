import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verifyCertificateSignature } from "../../crypto/certificateSignatures.ts";
import { type ParsedCertificate, parseCertificate } from "../parse.ts";
import { fromPem } from "../pem.ts";
import type { Profile } from "../verdict.ts";
import { judgePath } from "./judge.ts";

/** Signatures as openssl makes them, of every algorithm that a certificate may have, and some that it should not. */

const LEAF = [
  "basicConstraints=CA:FALSE",
  "keyUsage=critical,digitalSignature",
  "extendedKeyUsage=serverAuth",
  "subjectAltName=DNS:a.example",
  "subjectKeyIdentifier=hash",
  "authorityKeyIdentifier=keyid",
];

const folder = mkdtempSync(join(tmpdir(), "algorithms-"));
writeFileSync(join(folder, "leaf.cnf"), `${LEAF.join("\n")}\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const ec = (curve: string) => ["-newkey", "ec", "-pkeyopt", `ec_paramgen_curve:${curve}`];
const rsa = (bits: number) => ["-newkey", `rsa:${bits}`];
const pss = (hash: string, salt: string) => [
  ...[...rsa(2048), `-${hash}`, "-sigopt", "rsa_padding_mode:pss", "-sigopt", `rsa_pss_saltlen:${salt}`],
];

type Row = readonly [
  name: string,
  args: readonly string[],
  verifies: boolean,
  rfc5280: string | null,
  webpki: string | null,
];
const ROWS: readonly Row[] = [
  ["RSA 2048, SHA-256", [...rsa(2048), "-sha256"], true, null, null],
  ["RSA 3072, SHA-384", [...rsa(3072), "-sha384"], true, null, null],
  ["RSA 2048, SHA-512", [...rsa(2048), "-sha512"], true, null, null],
  ["RSA 1024, SHA-256", [...rsa(1024), "-sha256"], true, "weak-key", "weak-key"],
  ["RSA 2052, SHA-256", [...rsa(2052), "-sha256"], true, null, "profile-violation"],
  ["RSA 2048, SHA-1", [...rsa(2048), "-sha1"], true, "weak-hash", "weak-hash"],
  ["RSA 2048, MD5", [...rsa(2048), "-md5"], true, "weak-hash", "weak-hash"],
  ["RSA-PSS, SHA-256", pss("sha256", "32"), true, null, null],
  ["RSA-PSS, SHA-384, long salt", pss("sha384", "max"), true, null, null],
  ["RSA-PSS, SHA-1", pss("sha1", "20"), true, "weak-hash", "weak-hash"],
  ["P-256, SHA-256", [...ec("P-256"), "-sha256"], true, null, null],
  ["P-256, SHA-384", [...ec("P-256"), "-sha384"], true, null, null],
  ["P-384, SHA-384", [...ec("P-384"), "-sha384"], true, null, null],
  ["P-521, SHA-512", [...ec("P-521"), "-sha512"], true, null, null],
  ["P-256, SHA-1", [...ec("P-256"), "-sha1"], true, "weak-hash", "weak-hash"],
  ["P-224, SHA-256", [...ec("P-224"), "-sha256"], false, "unsupported-algorithm", "unsupported-algorithm"],
  ["P-192, SHA-256", [...ec("P-192"), "-sha256"], false, "unsupported-algorithm", "unsupported-algorithm"],
  ["secp256k1, SHA-256", [...ec("secp256k1"), "-sha256"], false, "unsupported-algorithm", "profile-violation"],
  ["Ed25519", ["-newkey", "ed25519"], true, null, "profile-violation"],
  ["Ed448", ["-newkey", "ed448"], false, "unsupported-algorithm", "profile-violation"],
];

function openssl(...args: readonly string[]): string {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe", cwd: folder });
}

function only(pem: string): ParsedCertificate {
  const [der] = fromPem(pem);
  if (der === undefined) throw new Error("no certificate");
  return parseCertificate(der);
}

/** An authority and a server's certificate of it, both with keys of that kind. */
function chainOf(args: readonly string[]) {
  const config = ["-nodes", "-days", "30", "-config", "/dev/null"];
  openssl(
    "req",
    "-x509",
    ...args,
    ...config,
    "-subj",
    "/CN=root",
    "-keyout",
    "root.key",
    "-out",
    "root.pem",
    ...AUTHORITY,
  );
  const own = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", "a.key", "-out", "a.csr"];
  openssl("req", "-new", ...own, "-nodes", "-config", "/dev/null", "-subj", "/CN=a.example");
  const by = ["-CA", "root.pem", "-CAkey", "root.key", "-days", "30", "-extfile", "leaf.cnf"];
  const leaf = openssl("x509", "-req", "-in", "a.csr", ...by, ...hashOf(args));
  return { root: only(openssl("x509", "-in", "root.pem")), leaf: only(leaf) };
}

const AUTHORITY = [
  ...["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"],
  ...["-addext", "subjectKeyIdentifier=hash"],
];

function hashOf(args: readonly string[]): readonly string[] {
  return args.filter((arg) => /^-(sha|md5|sigopt)|^rsa_/.test(arg));
}

describe.each(ROWS)("%s", (_name, args, verifies, rfc5280, webpki) => {
  const { root, leaf } = chainOf(args);

  test("verifies, and with one bit changed does not", async () => {
    const { signing, signed, signature } = leaf;
    const check = (over: Uint8Array, by: Uint8Array) =>
      signing.method === null ? "unsupported" : verifyCertificateSignature(signing.method, root.spki, over, by);
    expect(await check(signed, signature)).toBe(verifies ? "valid" : "unsupported");
    if (!verifies) return;
    const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(await check(flipped(signed, 40), signature)).toBe("invalid");
    expect(await check(signed, flipped(signature, signature.length - 3))).toBe("invalid");
    expect(await check(signed, signature.subarray(1))).toBe("invalid");
    expect(await check(signed, new Uint8Array())).toBe("invalid");
  });

  test.each([
    ["rfc5280", rfc5280],
    ["webpki", webpki],
  ] as const)("is judged by %s: %s", async (profile: Profile, reason) => {
    const request = { purpose: "server", name: "a.example", at: new Date(), skip: new Map(), profile } as const;
    const verdict = await judgePath({ ...request, presented: [leaf.der], anchors: [root.der] });
    expect(verdict.reason).toBe(reason);
  });
});

describe("DSA", () => {
  test("verifies as openssl signs it, and is for RFC 5280 alone", async () => {
    openssl("dsaparam", "-out", "dsa.params", "2048");
    const { root, leaf } = chainOf(["-newkey", "dsa:dsa.params", "-sha256"]);
    const { signing, signed, signature } = leaf;
    if (signing.method === null) throw new Error("no method");
    expect(await verifyCertificateSignature(signing.method, root.spki, signed, signature)).toBe("valid");
    const other = signed.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
    expect(await verifyCertificateSignature(signing.method, root.spki, other, signature)).toBe("invalid");
    const request = { purpose: "server", name: "a.example", at: new Date(), skip: new Map() } as const;
    const judged = (profile: Profile) => judgePath({ ...request, profile, presented: [leaf.der], anchors: [root.der] });
    expect((await judged("rfc5280")).accepted).toBe(true);
    expect((await judged("webpki")).reason).toBe("weak-key");
  }, 30_000);
});
