import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { textOf, utf8 } from "../bytes/text.ts";
import { generateKeyPair, importChannelKey, importKeyShare, importPublicKey, keyShareOf, sha256 } from "./keys.ts";
import {
  agree,
  hkdfChannelKey,
  openPrivately,
  openWith,
  sealTo,
  sealWith,
  signWith,
  verifyWith,
} from "./operations.ts";
import { openWithPublicKey } from "./rsaPublic.ts";
import { subtle } from "./web.ts";

test("SHA-256: FIPS 180-4, “abc”", async () => {
  expect(toHex(await sha256(utf8("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("HKDF-SHA256: RFC 5869 test case 1, its first 32 bytes", async () => {
  const key = await hkdfChannelKey(
    fromHex("0b".repeat(22)),
    fromHex("000102030405060708090a0b0c"),
    fromHex("f0f1f2f3f4f5f6f7f8f9"),
  );
  expect(toHex(key.raw)).toBe("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
});

test("AES-256-GCM: test cases 13 and 14 of McGrew and Viega’s specification", async () => {
  const key = await importChannelKey(new Uint8Array(32));
  const nonce = new Uint8Array(12);
  expect(toHex(await sealWith(key, nonce, new Uint8Array()))).toBe("530f8afbc74536b9a963b4f1c4cb738b");
  const sealed = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919";
  expect(toHex(await sealWith(key, nonce, new Uint8Array(16)))).toBe(sealed);
  expect(await openWith(key, nonce, fromHex(sealed))).toEqual(new Uint8Array(16));
});

test("X25519: RFC 7748 §6.1", async () => {
  const pkcs8 = fromHex(
    `302e020100300506032b656e04220420${"77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"}`,
  );
  const privateKey = await subtle.importKey("pkcs8", pkcs8, { name: "X25519" }, false, ["deriveBits"]);
  const alice = await importKeyShare(
    "X25519",
    fromHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"),
  );
  const bob = await importKeyShare(
    "X25519",
    fromHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"),
  );
  if (alice === null || bob === null) throw new Error("the RFC’s keys must be keys");
  const secret = await agree({ ...alice, privateKey }, bob);
  expect(toHex(secret ?? new Uint8Array())).toBe("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
});

test("ECDSA P-256 with SHA-256: RFC 6979 A.2.5, “sample”", async () => {
  const x = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
  const y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
  const spki = fromHex(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${x}${y}`);
  const key = await importPublicKey("ECDSA P-256", spki);
  if (key === null) throw new Error("the RFC’s key must be a key");
  const r = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
  const s = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
  expect(await verifyWith(key, utf8("sample"), fromHex(r + s))).toBe(true);
  expect(await verifyWith(key, utf8("sampled"), fromHex(r + s))).toBe(false);
});

test("openssl opens what is sealed to its RSA key, and the public key alone does not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
  try {
    const file = (name: string) => join(folder, name);
    execFileSync(
      "openssl",
      ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", file("key.pem")],
      { stdio: "pipe" },
    );
    const spki = execFileSync("openssl", ["pkey", "-in", file("key.pem"), "-pubout", "-outform", "DER"]);
    const key = await importPublicKey("RSA-OAEP 2048", spki);
    if (key === null) throw new Error("openssl’s key must be a key");
    const sealed = await sealTo(key, utf8("Please pay Carol 10 coins"));
    writeFileSync(file("sealed"), sealed);
    const oaep = [
      "-pkeyopt",
      "rsa_padding_mode:oaep",
      "-pkeyopt",
      "rsa_oaep_md:sha256",
      "-pkeyopt",
      "rsa_mgf1_md:sha256",
    ];
    const opened = execFileSync("openssl", [
      "pkeyutl",
      "-decrypt",
      "-inkey",
      file("key.pem"),
      ...oaep,
      "-in",
      file("sealed"),
    ]);
    expect(textOf(opened)).toBe("Please pay Carol 10 coins");
    expect(await openWithPublicKey(key, sealed)).toBeNull();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("an RSA block in which the public exponent does find an OAEP message is recognised", async () => {
  // Signing with no padding is decrypting: m^d, which the public exponent undoes. So the attempt is no mere refusal.
  const folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
  try {
    const file = (name: string) => join(folder, name);
    execFileSync(
      "openssl",
      ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", file("key.pem")],
      { stdio: "pipe" },
    );
    const spki = execFileSync("openssl", ["pkey", "-in", file("key.pem"), "-pubout", "-outform", "DER"]);
    const key = await importPublicKey("RSA-OAEP 2048", spki);
    if (key === null) throw new Error("openssl’s key must be a key");
    writeFileSync(file("sealed"), await sealTo(key, utf8("inside")));
    const raw = ["-pkeyopt", "rsa_padding_mode:none"];
    const padded = execFileSync("openssl", [
      "pkeyutl",
      "-decrypt",
      "-inkey",
      file("key.pem"),
      ...raw,
      "-in",
      file("sealed"),
    ]);
    writeFileSync(file("padded"), padded);
    const signed = execFileSync("openssl", [
      "pkeyutl",
      "-decrypt",
      "-inkey",
      file("key.pem"),
      ...raw,
      "-in",
      file("padded"),
    ]);
    expect(textOf((await openWithPublicKey(key, signed)) ?? new Uint8Array())).toBe("inside");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("any changed byte of a sealed text is refused", async () => {
  const key = await importChannelKey(new Uint8Array(32).fill(7));
  const nonce = new Uint8Array(12).fill(1);
  const sealed = await sealWith(key, nonce, utf8("Please pay Carol 10 coins"));
  const place = fc.record({ at: fc.nat(sealed.length - 1), bits: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(place, async ({ at, bits }) => {
      const spoilt = sealed.map((byte, i) => (i === at ? byte ^ bits : byte));
      expect(await openWith(key, nonce, spoilt)).toBeNull();
    }),
  );
});

test.each(["X25519", "P-256"] as const)("both ends of %s agree, a third does not", async (group) => {
  const [alice, bob, eve] = await Promise.all([generateKeyPair(group), generateKeyPair(group), generateKeyPair(group)]);
  const share = await importKeyShare(group, await keyShareOf(bob));
  if (share === null) throw new Error("a share must be importable");
  const theirs = await agree(bob, alice);
  expect(await agree(alice, share)).toEqual(theirs);
  expect(await agree(eve, alice)).not.toEqual(theirs);
});

test("what is no key is null, not an exception", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), async (bytes) => {
      expect(await importPublicKey("ECDSA P-256", bytes)).toBeNull();
      expect(await importPublicKey("RSA-OAEP 2048", bytes)).toBeNull();
      expect(await importKeyShare("P-256", bytes)).toBeNull();
    }),
  );
});

test("private keys cannot be exported", async () => {
  for (const algorithm of ["RSA-OAEP 2048", "X25519", "P-256", "ECDSA P-256"] as const) {
    const pair = await generateKeyPair(algorithm);
    await expect(subtle.exportKey("pkcs8", pair.privateKey)).rejects.toThrow();
  }
  const [rsa, ecdsa] = await Promise.all([generateKeyPair("RSA-OAEP 2048"), generateKeyPair("ECDSA P-256")]);
  expect(await openPrivately(rsa, await sealTo(rsa, utf8("x")))).toEqual(utf8("x"));
  expect(await verifyWith(ecdsa, utf8("x"), await signWith(ecdsa, utf8("x")))).toBe(true);
});
