import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../../bytes/hex.ts";
import { utf8 } from "../../../bytes/text.ts";
import { toPem } from "../../../pki/pem.ts";
import { readBytes, readText } from "./read.ts";
import { SECRET, TAKEN_OUT } from "./words.ts";

const folder = mkdtempSync(join(tmpdir(), "material-"));
const made: Record<string, Buffer> = {};

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
}

beforeAll(() => {
  openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "rsa.key", "-out", "rsa.pem", "-subj", "/CN=one");
  openssl(
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
    ...["-keyout", "ec.key", "-out", "ec.pem", "-subj", "/CN=two"],
  );
  openssl("x509", "-in", "rsa.pem", "-outform", "DER", "-out", "rsa.der");
  openssl("pkey", "-in", "ec.key", "-outform", "DER", "-out", "ec.key.der");
  openssl("rsa", "-in", "rsa.key", "-traditional", "-out", "rsa.old.key");
  openssl("ec", "-in", "ec.key", "-out", "ec.old.key");
  openssl("ec", "-in", "ec.key", "-outform", "DER", "-out", "ec.old.der");
  openssl("pkcs8", "-topk8", "-in", "ec.key", "-passout", "pass:x", "-out", "ec.enc.key");
  openssl("pkcs8", "-topk8", "-in", "ec.key", "-passout", "pass:x", "-outform", "DER", "-out", "ec.enc.der");
  openssl("genpkey", "-algorithm", "ed25519", "-outform", "DER", "-out", "ed.der");
  openssl("req", "-new", "-key", "ec.key", "-subj", "/CN=two", "-out", "two.csr");
  openssl("pkey", "-in", "ec.key", "-pubout", "-out", "two.pub");
  openssl("crl2pkcs7", "-nocrl", "-certfile", "rsa.pem", "-out", "rsa.p7b");
  openssl("pkcs12", "-export", "-in", "rsa.pem", "-inkey", "rsa.key", "-passout", "pass:x", "-out", "rsa.p12");
  openssl("x509", "-in", "rsa.pem", "-addtrust", "serverAuth", "-out", "trusted.pem");
  for (const name of ["rsa.pem", "ec.pem", "rsa.der", "rsa.key", "ec.key", "ec.key.der", "rsa.old.key", "ec.old.key"])
    made[name] = readFileSync(join(folder, name));
  for (const name of [
    "ec.old.der",
    "ec.enc.key",
    "ec.enc.der",
    "ed.der",
    "two.csr",
    "two.pub",
    "rsa.p7b",
    "rsa.p12",
    "trusted.pem",
  ])
    made[name] = readFileSync(join(folder, name));
});

function text(name: string): string {
  return bytes(name).toString("utf8");
}

function bytes(name: string): Buffer {
  const found = made[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function ids(reading: ReturnType<typeof readText>): readonly string[] {
  return reading.items.map(({ der }) => toHex(der));
}

describe("certificates are found", () => {
  test("in PEM, with anything around it, in order", () => {
    const read = readText(
      `Server certificate\n${text("ec.pem")}\r\n 1 s:CN = one\n${text("rsa.pem")}---\nSSL-Session:`,
    );
    expect(read.items).toHaveLength(2);
    expect(ids(read)[1]).toBe(toHex(bytes("rsa.der")));
    expect(read.remarks).toEqual([]);
  });

  test.each<readonly [string, () => string]>([
    ["with Windows line ends", () => text("rsa.pem").replaceAll("\n", "\r\n")],
    ["indented, as YAML has it", () => text("rsa.pem").replaceAll(/^/gm, "      ")],
    ["quoted, as mail has it", () => text("rsa.pem").replaceAll(/^/gm, "> ")],
    ["in JSON, line ends written out", () => JSON.stringify({ cert: text("rsa.pem") })],
    ["in base64, as a Kubernetes secret has it", () => `data:\n  tls.crt: ${btoa(text("rsa.pem"))}\n  type: x`],
    ["bare, as x5c has it", () => JSON.stringify({ x5c: [bytes("rsa.der").toString("base64")] })],
    ["bare, over several lines", () => text("rsa.pem").replaceAll(/-----.*-----\n/g, "")],
    ["in OpenSSL’s TRUSTED CERTIFICATE", () => text("trusted.pem")],
  ])("%s", (_, make) => {
    const read = readText(make());
    expect(ids(read)).toEqual([toHex(bytes("rsa.der"))]);
    expect(read.remarks).toEqual([]);
  });

  test("in DER, several in one file, and in UTF-16", () => {
    expect(readBytes(bytes("rsa.der")).items).toHaveLength(1);
    expect(readBytes(Buffer.concat([bytes("rsa.der"), bytes("rsa.der")])).items).toHaveLength(2);
    expect(readBytes(Buffer.from(`\ufeff${text("rsa.pem")}`, "utf16le")).items).toHaveLength(1);
    expect(readBytes(Buffer.from(`\ufeff${text("rsa.pem")}`, "utf8")).items).toHaveLength(1);
  });
});

describe("private keys are recognised and taken out", () => {
  test.each(["rsa.key", "ec.key", "rsa.old.key", "ec.old.key", "ec.enc.key"])("PEM: %s", (name) => {
    expectDropped(`${text("rsa.pem")}${text(name)}${text("ec.pem")}`, 2, text(name));
  });

  test.each(["ec.key.der", "ec.old.der", "ec.enc.der", "ed.der"])("DER: %s", (name) => {
    expect(readBytes(bytes(name))).toEqual({ items: [], remarks: [SECRET], kept: "" });
    const bare = bytes(name).toString("base64");
    expectDropped(`key: ${bare}\nthe end`, 0, bare);
  });

  test("of which the copy was cut off", () => {
    expectDropped(text("rsa.key").slice(0, 900), 0, text("rsa.key").slice(0, 900));
  });

  test("with line ends written out, and in base64 beside certificates", () => {
    expectDropped(JSON.stringify({ key: text("ec.key") }), 0, text("ec.key"));
    const both = `tls.crt: ${btoa(text("rsa.pem"))}\n  tls.key: ${btoa(text("rsa.key"))}\n`;
    expectDropped(both, 1, btoa(text("rsa.key")));
    const inOne = readText(btoa(text("rsa.pem") + text("rsa.key")));
    expect(inOne.items).toHaveLength(1);
    expect(readText(inOne.kept)).toEqual({ items: inOne.items, remarks: [], kept: inOne.kept });
    expect(atob(inOne.kept)).not.toContain("PRIVATE");
  });

  test("as a JSON Web Key, and as PuTTY keeps them", () => {
    expectDropped(
      '{"kty":"EC","crv":"P-256","x":"abc","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}',
      0,
      "870MB6",
    );
    expectDropped("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 8\nAAABAQ", 0, "AAABAQ");
  });

  function expectDropped(given: string, items: number, secret: string): void {
    const read = readText(given);
    expect(read.items).toHaveLength(items);
    expect(read.remarks).toContainEqual(SECRET);
    const inside = secret
      .replace(/-----.*-----\n?/g, "")
      .slice(0, 30)
      .trim();
    expect(read.kept).not.toContain(inside);
    expect(read.kept).toContain(TAKEN_OUT);
    // What is left is read as before, and nothing secret is found in it again.
    expect(readText(read.kept).items).toEqual(read.items);
    expect(readText(read.kept).remarks).not.toContainEqual(SECRET);
  }
});

describe("what can’t be judged is said", () => {
  test.each<readonly [string, () => ReturnType<typeof readText>, RegExp]>([
    ["a request", () => readText(text("two.csr")), /certificate request/],
    ["a public key", () => readText(text("two.pub")), /public key/],
    ["PKCS #7", () => readText(text("rsa.p7b")), /openssl pkcs7/],
    ["PKCS #12", () => readBytes(bytes("rsa.p12")), /openssl pkcs12/],
    ["a cut block", () => readText(text("rsa.pem").slice(0, 500)), /cut off/],
    ["a block with a strange character", () => readText(text("rsa.pem").replace("\nMII", "\nM*I")), /no base64/],
    ["a block that holds no DER", () => readText(toPem(utf8("hello, hello"))), /no such thing/],
    ["HTML", () => readText("<!doctype html><html><body>Sign in</body></html>"), /web page/],
    ["a Java keystore", () => readBytes(Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0, 0)), /keytool/],
    ["a zip", () => readBytes(Uint8Array.of(0x50, 0x4b, 3, 4, 0x99)), /zip/],
    ["an empty file", () => readBytes(new Uint8Array()), /empty/],
    ["noise", () => readBytes(Uint8Array.of(0xff, 0xd8, 0xff, 0, 0x80)), /binary/],
    ["prose", () => readText("nothing to see"), /No certificate/],
    ["too much text", () => readText("a".repeat(1024 * 1024 + 1)), /larger than 1 MiB/],
    ["a large file", () => readBytes(new Uint8Array(1024 * 1024 + 1)), /larger than 1 MiB/],
  ])("%s", (_, read, words) => {
    const { items, remarks } = read();
    expect(items).toEqual([]);
    expect(remarks.map(({ sentence }) => sentence).join()).toMatch(words);
  });

  test("no text says nothing", () => {
    expect(readText(" \n")).toEqual({ items: [], remarks: [], kept: " \n" });
  });
});

describe("whatever is given", () => {
  const pieces = fc.constantFrom(
    ...[
      "-----BEGIN CERTIFICATE-----",
      "-----END CERTIFICATE-----",
      "-----BEGIN EC PRIVATE KEY-----",
      "\n",
      "MIIB",
      "==",
    ],
    ...["LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "MHcCAQEEIA", '"kty":', "\\n", "\u202e", "<script>", "AAAA".repeat(20)],
  );

  test("text never throws, and reading what was kept changes nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const read = readText(parts.join(""));
        const again = readText(read.kept);
        expect(again.items).toEqual(read.items);
        expect(again.remarks).not.toContainEqual(SECRET);
      }),
    );
  });

  test("bytes never throw, changed certificates and keys too", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void readBytes(noise)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.constantFrom("rsa.der", "ec.key.der", "rsa.p12"), fc.nat(2000), fc.nat(255), (name, at, byte) => {
        const changed = Uint8Array.from(bytes(name));
        changed[at % changed.length] = byte;
        expect(readBytes(changed).items.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  test.each<readonly [string, string]>([
    ["beginnings", "-----BEGIN CERTIFICATE-----"],
    ["ends", "-----END CERTIFICATE-----"],
    ["promises of DER", `MIIf${"A".repeat(37)} `],
    ["promises of PEM", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t "],
    ["digits", "A"],
    ["line ends", "\n"],
  ])("a mebibyte of %s is read in no time", (_, unit) => {
    const given = unit.repeat(Math.floor((1024 * 1024) / unit.length));
    const begun = performance.now();
    readText(given);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test("more than 1,000 certificates: the rest is left out, and said", () => {
    const read = readText(`${text("ec.pem")}\n`.repeat(1200));
    expect(read.items).toHaveLength(1000);
    expect(read.remarks.at(-1)?.sentence).toMatch(/1000/);
  });
});
