import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { concat, utf8 } from "../bytes/text.ts";
import { readVectors, type Wycheproof } from "../testing/vectorFile.ts";
import { fromBase64Url } from "./base64.ts";
import { TAGS, writeElement } from "./derNumbers.ts";
import { ecdsaFromDer, ecdsaToDer } from "./ecdsaValue.ts";
import { generateKeyPair } from "./keys.ts";
import { loadSigningKey, type SignatureScheme, schemesOf, signingKeyOf, verifySignature } from "./signatures.ts";

const SCHEMES = [
  "ecdsa_secp256r1_sha256",
  "ecdsa_secp384r1_sha384",
  "rsa_pss_rsae_sha256",
  "rsa_pss_rsae_sha384",
  "rsa_pss_rsae_sha512",
  "ed25519",
] as const;
const RSA = ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"] as const;
const data = utf8("TLS 1.3, server CertificateVerify");

const folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A key of openssl's as PKCS#8, and its public key as openssl gives it. */
function opensslKey(...how: readonly string[]) {
  const pem = execFileSync("openssl", ["genpkey", ...how], { stdio: "pipe" });
  const pkcs8 = execFileSync("openssl", ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], { input: pem });
  const spki = execFileSync("openssl", ["pkey", "-pubout", "-outform", "DER"], { input: pem });
  return { pkcs8: new Uint8Array(pkcs8), spki: new Uint8Array(spki) };
}

const ec = (curve: string) => ["-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${curve}`];
const rsa = (bits: number) => ["-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`];
const KEYS = {
  "P-256": { key: opensslKey(...ec("P-256")), schemes: ["ecdsa_secp256r1_sha256"] },
  "P-384": { key: opensslKey(...ec("P-384")), schemes: ["ecdsa_secp384r1_sha384"] },
  "RSA 2048": { key: opensslKey(...rsa(2048)), schemes: RSA },
  Ed25519: { key: opensslKey("-algorithm", "ED25519"), schemes: ["ed25519"] },
} as const;

describe("verifySignature with Wycheproof’s vectors", () => {
  type Case = Wycheproof<{ msg: string; sig: string }, { spki: string }>;
  it.each([
    ["ecdsa_secp256r1_sha256", "ecdsa-secp256r1-sha256"],
    ["ecdsa_secp384r1_sha384", "ecdsa-secp384r1-sha384"],
    ["rsa_pss_rsae_sha256", "rsa-pss-2048-sha256"],
    ["rsa_pss_rsae_sha384", "rsa-pss-2048-sha384"],
    ["rsa_pss_rsae_sha512", "rsa-pss-4096-sha512"],
    ["ed25519", "ed25519"],
  ] as const)("%s", async (scheme, file) => {
    const { groups } = readVectors<Case>(`wycheproof-${file}`);
    const results = new Set<string>();
    for (const { spki, tests } of groups) {
      expect(schemesOf(fromHex(spki))).toContain(scheme);
      for (const { tcId, comment, msg, sig, result } of tests) {
        const found = await verifySignature(scheme, fromHex(spki), fromHex(msg), fromHex(sig));
        expect(found, `${tcId}: ${comment}`).toBe(result);
        results.add(found);
      }
    }
    expect([...results].sort()).toEqual(["invalid", "valid"]);
  });
});

describe.each(Object.entries(KEYS))("openssl’s %s key", (_name, { key, schemes }) => {
  it("is loaded with its schemes and its public key", async () => {
    const loaded = await loadSigningKey(key.pkcs8);
    expect(loaded?.schemes).toEqual(schemes);
    expect(loaded?.spki).toEqual(key.spki);
    expect(schemesOf(key.spki)).toEqual(schemes);
  });

  it("signs what verifies, with its own schemes only", async () => {
    const loaded = await loadSigningKey(key.pkcs8);
    if (loaded === null) throw new Error("openssl’s key must be loaded");
    for (const scheme of SCHEMES) {
      if (!loaded.schemes.includes(scheme)) {
        await expect(loaded.sign(scheme, data)).rejects.toThrow(TypeError);
        expect(await verifySignature(scheme, key.spki, data, new Uint8Array(64))).toBe("wrong-key");
        continue;
      }
      const signature = await loaded.sign(scheme, data);
      expect(await verifySignature(scheme, key.spki, data, signature)).toBe("valid");
      expect(await verifySignature(scheme, key.spki, concat(data, data), signature)).toBe("invalid");
      expect(opensslVerifies(scheme, key.spki, signature)).toBe(true);
      for (const other of loaded.schemes.filter((name) => name !== scheme)) {
        expect(await verifySignature(other, key.spki, data, signature)).toBe("invalid");
      }
    }
  });

  it("verifies no signature and no data of which a bit was changed", async () => {
    const loaded = await loadSigningKey(key.pkcs8);
    const [scheme] = schemes;
    const signature = (await loaded?.sign(scheme, data)) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (at, bit) => {
        const spoil = (bytes: Uint8Array) =>
          bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 << bit) : byte));
        expect(await verifySignature(scheme, key.spki, data, spoil(signature))).toBe("invalid");
        expect(await verifySignature(scheme, key.spki, spoil(data), signature)).toBe("invalid");
        expect(await verifySignature(scheme, key.spki, data, signature.subarray(0, at % signature.length))).toBe(
          "invalid",
        );
      }),
      { numRuns: 40 },
    );
  });

  it("of which a bit was changed, or the end is missing, is another key, or none, but never an exception", async () => {
    const { pkcs8, spki } = key;
    const loaded = await loadSigningKey(pkcs8);
    const [scheme] = schemes;
    const signature = (await loaded?.sign(scheme, data)) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (at, bit) => {
        const spoil = (bytes: Uint8Array) =>
          bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 << bit) : byte));
        expect(await verifySignature(scheme, spoil(spki), data, signature)).not.toBe("valid");
        expect(await verifySignature(scheme, spki.subarray(0, at % spki.length), data, signature)).toBe("wrong-key");
        expect(await loadSigningKey(pkcs8.subarray(0, at % pkcs8.length))).toBeNull();
        const other = await loadSigningKey(spoil(pkcs8));
        if (other === null || other.spki === null) return;
        const theirs = await other.sign(scheme, data);
        expect(await verifySignature(scheme, other.spki, data, theirs)).toBe("valid");
      }),
      { numRuns: 40 },
    );
  });
});

describe("keys that are not ours", () => {
  it.each([
    ["RSA below 2048 bits", rsa(1024)],
    ["another curve", ec("secp521r1")],
    ["another curve of 256 bits", ec("secp256k1")],
    ["explicit curve parameters", [...ec("P-256"), "-pkeyopt", "ec_param_enc:explicit"]],
    ["a key for PSS alone", ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]],
    ["Ed448", ["-algorithm", "ED448"]],
    ["a key for agreement", ["-algorithm", "X25519"]],
  ])("%s: no scheme, no signing key", async (_name, how) => {
    const { pkcs8, spki } = opensslKey(...how);
    expect(await loadSigningKey(pkcs8)).toBeNull();
    expect(schemesOf(spki)).toEqual([]);
    for (const scheme of SCHEMES) expect(await verifySignature(scheme, spki, data, data)).toBe("wrong-key");
  });

  it("RSA keys with an unsafe exponent or modulus", async () => {
    const modulus = `80${"00".repeat(254)}01`;
    expect(schemesOf(rsaSpki(modulus, "010001"))).toEqual(RSA);
    expect(schemesOf(rsaSpki(modulus, "03"))).toEqual(RSA);
    const bad = [
      ...["", "01", "02", "010000", "0100000001", "8001"].map((exponent) => rsaSpki(modulus, exponent)),
      ...[modulus.replace("80", "7f"), modulus.replace(/01$/, "00"), `01${"00".repeat(1023)}01`].map((number) => {
        return rsaSpki(number, "010001");
      }),
    ];
    for (const spki of bad) {
      expect(schemesOf(spki)).toEqual([]);
      expect(await verifySignature("rsa_pss_rsae_sha256", spki, data, new Uint8Array(256))).toBe("wrong-key");
    }
    expect(schemesOf(rsaSpki(`80${"00".repeat(1022)}01`, "010001"))).toEqual(RSA);
  });

  it("a point off the curve, or compressed, or an SPKI with unused bits or more behind it", async () => {
    const { spki } = KEYS["P-256"].key;
    const off = spki.map((byte, i) => (i === spki.length - 1 ? byte ^ 1 : byte));
    const compressed = concat(fromHex("3039301306072a8648ce3d020106082a8648ce3d03010703220002"), spki.subarray(27, 59));
    const unused = spki.map((byte, i) => (i === 25 ? 1 : byte));
    for (const bytes of [off, compressed, unused, concat(spki, new Uint8Array(1))]) {
      expect(await verifySignature("ecdsa_secp256r1_sha256", bytes, data, data)).toBe("wrong-key");
    }
  });

  it("two halves of different keys", async () => {
    const [one, two] = [opensslKey(...ec("P-256")), opensslKey(...ec("P-256"))];
    // openssl's PKCS#8 ends with the public key of 64 bytes after 0x04.
    expect(await loadSigningKey(concat(one.pkcs8.subarray(0, -64), two.spki.subarray(-64)))).toBeNull();
    expect(await loadSigningKey(concat(one.pkcs8.subarray(0, -64), one.spki.subarray(-64)))).not.toBeNull();
  });

  it("any bytes at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await loadSigningKey(bytes)).toBeNull();
        expect(schemesOf(bytes)).toEqual([]);
        expect(await verifySignature("ed25519", bytes, data, data)).toBe("wrong-key");
      }),
    );
  });
});

describe("PKCS#8 of version 2", () => {
  it("is loaded though a public key and attributes follow: RFC 8410 §10.3", async () => {
    // The second example of the RFC: the same private key with an attribute and its public key.
    const pkcs8 = fromBase64Url(
      "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhCoB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJz" +
        "gSEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
    );
    const loaded = await loadSigningKey(pkcs8);
    expect(toHex(loaded?.spki ?? new Uint8Array())).toBe(
      "302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1",
    );
  });
});

describe("the story’s pair as a signing key", () => {
  it("signs with its one scheme", async () => {
    const pair = await generateKeyPair("ECDSA P-256");
    const key = signingKeyOf(pair);
    expect(key.schemes).toEqual(["ecdsa_secp256r1_sha256"]);
    const signature = await key.sign("ecdsa_secp256r1_sha256", data);
    expect(await verifySignature("ecdsa_secp256r1_sha256", pair.spki, data, signature)).toBe("valid");
    await expect(key.sign("ed25519", data)).rejects.toThrow(TypeError);
  });

  it("is no signing key where it is for something else", async () => {
    const pair = await generateKeyPair("X25519");
    expect(() => signingKeyOf(pair)).toThrow(TypeError);
  });
});

describe("Ecdsa-Sig-Value", () => {
  it.each([32, 48])("comes back from DER as it went in (%i bytes a number)", (size) => {
    const bytes = fc
      .uint8Array({ minLength: size, maxLength: size })
      .filter((number) => number.some((byte) => byte !== 0));
    // Numbers with zeros in front are as rare as they are easily done wrong.
    const number = fc
      .tuple(bytes, fc.nat(size - 1))
      .map(([given, zeros]) => given.map((byte, i) => (i < zeros ? 0 : byte || 1)));
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = concat(r, s);
        const der = ecdsaToDer(raw);
        expect(ecdsaFromDer(der, size)).toEqual(raw);
        expect(ecdsaFromDer(concat(der, new Uint8Array(1)), size)).toBeNull();
        expect(ecdsaFromDer(der.subarray(0, -1), size)).toBeNull();
      }),
    );
  });
});

/** An RSA key's SubjectPublicKeyInfo of numbers in hex; a zero is put before the modulus, but not before the exponent. */
function rsaSpki(modulus: string, exponent: string): Uint8Array {
  const integers = [`00${modulus}`, exponent].map((hex) => writeElement(TAGS.integer, fromHex(hex)));
  const key = writeElement(TAGS.bitString, new Uint8Array(1), writeElement(TAGS.sequence, ...integers));
  return writeElement(TAGS.sequence, fromHex("300d06092a864886f70d0101010500"), key);
}

function opensslVerifies(scheme: SignatureScheme, spki: Uint8Array, signature: Uint8Array): boolean {
  const files = { key: join(folder, "spki"), data: join(folder, "data"), signature: join(folder, "signature") };
  writeFileSync(files.key, spki);
  writeFileSync(files.data, data);
  writeFileSync(files.signature, signature);
  const hash = /sha\d+$/.exec(scheme)?.[0];
  const pss = ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest"];
  const how = [...(hash === undefined ? [] : ["-digest", hash]), ...(scheme.startsWith("rsa") ? pss : [])];
  const key = ["-pubin", "-keyform", "DER", "-inkey", files.key];
  const command = ["pkeyutl", "-verify", ...key, "-rawin", "-in", files.data, "-sigfile", files.signature, ...how];
  return execFileSync("openssl", command, { stdio: "pipe" }).toString().includes("Successfully");
}
