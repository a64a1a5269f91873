import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DecodeError } from "../bytes/reader.ts";
import { type ByteTree, leaves } from "../bytes/tree.ts";
import { certificateFields, spkiFields } from "./fields.ts";
import { fromPem } from "./pem.ts";

const RSA = openssl(
  "req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=rsa.example/O=Ex -days 30 -addext subjectAltName=DNS:rsa.example,IP:10.0.0.1,email:a@rsa.example",
);
const EC = openssl(
  "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj /CN=ec.example -days 30",
);

test("a certificate's fields have RFC 5280's names and their meaning", () => {
  const tree = certificateFields(EC);
  expect(tree.children.map((c) => c.name)).toEqual([
    "tag",
    "length",
    "tbsCertificate",
    "signatureAlgorithm",
    "signatureValue",
  ]);
  expect(valueAt(tree, "tbsCertificate.version")).toBe("v3");
  expect(valueAt(tree, "tbsCertificate.subject")).toBe("CN=ec.example");
  expect(valueAt(tree, "tbsCertificate.validity.notBefore")).toMatch(/^20\d\d-\d\d-\d\dT.*Z$/);
  expect(valueAt(tree, "tbsCertificate.subjectPublicKeyInfo.algorithm")).toBe("id-ecPublicKey, secp256r1");
  expect(valueAt(tree, "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey.x")).toHaveLength(64);
  expect(valueAt(tree, "tbsCertificate.extensions.Extensions.basicConstraints")).toBe("critical: cA TRUE");
  expect(valueAt(tree, "signatureAlgorithm")).toBe("ecdsa-with-SHA256");
  expect(valueAt(tree, "signatureValue.Ecdsa-Sig-Value.r")).toMatch(/^0x/);
  tiles(tree, EC.length);
});

test("an RSA key and the names that openssl wrote", () => {
  const tree = certificateFields(RSA);
  expect(valueAt(tree, "tbsCertificate.extensions.Extensions.subjectAltName")).toBe(
    "rsa.example, 10.0.0.1, a@rsa.example",
  );
  const spki = nodeAt(tree, "tbsCertificate.subjectPublicKeyInfo");
  const key = spkiFields(RSA.subarray(spki.start, spki.end));
  expect(valueAt(key, "subjectPublicKey.RSAPublicKey")).toBe("2048 bits");
  expect(valueAt(key, "subjectPublicKey.RSAPublicKey.publicExponent")).toBe("65537");
  tiles(tree, RSA.length);
});

test("leaves tile the buffer whatever is done to a certificate", () => {
  const change = fc.array(fc.tuple(fc.nat(RSA.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(RSA, EC), change, (der, edits) => {
      const bytes = Uint8Array.from(der);
      for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
      tilesOrRefuses(certificateFields, bytes);
      tilesOrRefuses(spkiFields, bytes);
    }),
    { numRuns: 500 },
  );
});

test("random bytes give fields that tile, or a DecodeError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      tilesOrRefuses(certificateFields, bytes);
      tilesOrRefuses(spkiFields, Uint8Array.from([0x30, bytes.length, ...bytes]));
    }),
    { numRuns: 500 },
  );
});

test("depth, size and number are bounded", () => {
  let deep = Uint8Array.from([5, 0]);
  for (let i = 0; i < 40; i++) deep = Uint8Array.from([0x30, deep.length, ...deep]);
  expect(() => certificateFields(deep)).toThrow(DecodeError);
  expect(() => certificateFields(new Uint8Array(70_000))).toThrow(DecodeError);
  const many = new Uint8Array(40_004);
  many.set([0x30, 0x82, 0x9c, 0x40]);
  for (let i = 4; i < many.length; i += 2) many[i] = 5;
  expect(() => certificateFields(many)).toThrow(DecodeError);
});

function tilesOrRefuses(decode: (der: Uint8Array) => ByteTree, bytes: Uint8Array): void {
  try {
    tiles(decode(bytes), bytes.length);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
  }
}

function tiles(tree: ByteTree, size: number): void {
  let at = 0;
  for (const leaf of leaves(tree)) {
    if (leaf.start !== at || leaf.end <= leaf.start) throw new Error(`gap or overlap at ${at}: ${leaf.path}`);
    at = leaf.end;
  }
  if (at !== size) throw new Error(`ends at ${at} of ${size}`);
  nests(tree);
}

function nests(tree: ByteTree): void {
  for (const child of tree.children) {
    if (child.path !== `${tree.path}.${child.name}`) throw new Error(`${child.path} under ${tree.path}`);
    if (child.start < tree.start || child.end > tree.end) throw new Error(`${child.path} leaves its parent`);
    nests(child);
  }
}

function nodeAt(tree: ByteTree, path: string): ByteTree {
  let node = tree;
  for (const name of path.split(".")) {
    const child = node.children.find((c) => c.name === name);
    if (child === undefined) throw new Error(`no ${name} in ${node.path}: ${node.children.map((c) => c.name).join()}`);
    node = child;
  }
  return node;
}

function valueAt(tree: ByteTree, path: string): string | null {
  return nodeAt(tree, path).value;
}

function openssl(args: string): Uint8Array {
  const [der] = fromPem(
    execFileSync("openssl", args.split(" "), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  if (der === undefined) throw new Error("openssl made no certificate");
  return der;
}
