import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPem } from "../pki/pem.ts";
import { UsageError } from "./files.ts";
import { loadIdentity } from "./keys.ts";
import { verifierOf } from "./verify.ts";
import { openssl, scratch } from "./world.fixture.ts";

/** Keys and certificates as openssl makes them. */

const { path, remove } = scratch();
afterAll(remove);

type Kind = Readonly<{ name: string; key: readonly string[]; sign?: readonly string[]; schemes: readonly string[] }>;

const rsa = (bits: number) => ["-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`];
const ec = (curve: string) => ["-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${curve}`];
const pss = (hash: string) => [`-${hash}`, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"];
const RSA = ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"];

const KINDS: readonly Kind[] = [
  { name: "p256", key: ec("P-256"), schemes: ["ecdsa_secp256r1_sha256"] },
  { name: "p256-sha384", key: ec("P-256"), sign: ["-sha384"], schemes: ["ecdsa_secp256r1_sha256"] },
  { name: "p384", key: ec("P-384"), sign: ["-sha384"], schemes: ["ecdsa_secp384r1_sha384"] },
  { name: "rsa", key: rsa(2048), sign: ["-sha256"], schemes: RSA },
  { name: "rsa-sha384", key: rsa(2048), sign: ["-sha384"], schemes: RSA },
  { name: "rsa-sha512", key: rsa(2048), sign: ["-sha512"], schemes: RSA },
  { name: "pss", key: rsa(2048), sign: pss("sha256"), schemes: RSA },
  { name: "pss-sha384", key: rsa(2048), sign: pss("sha384"), schemes: RSA },
  { name: "ed25519", key: ["-algorithm", "ED25519"], schemes: ["ed25519"] },
];
const PROFILE = `
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[server]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:bob.example, IP:127.0.0.1
authorityKeyIdentifier = keyid
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
`;

/** Kinds whose keys are made alike share them: RSA keys take their time. */
function keyFile(who: string, key: readonly string[]): string {
  const file = path(`${[who, ...key].join("")}.pem`);
  if (!existsSync(file)) openssl("genpkey", ...key, "-out", file);
  return file;
}

/** An authority, an intermediate and a server certificate, all of one kind. */
function makeChain({ name, key, sign = [] }: Kind): void {
  const file = (what: string) => path(`${name}-${what}`);
  for (const who of ["ca", "middle", "server"]) copyFileSync(keyFile(who, key), file(`${who}.key`));
  const profile = path("profile.cnf");
  const req = (who: string) => [
    "req",
    "-new",
    "-config",
    profile,
    "-key",
    file(`${who}.key`),
    "-subj",
    `/CN=${name} ${who}`,
  ];
  openssl(...req("ca"), "-x509", "-days", "2", "-extensions", "ca", "-out", file("ca.pem"), ...sign);
  const by = { middle: "ca", server: "middle" } as const;
  for (const who of ["middle", "server"] as const) {
    openssl(...req(who), "-out", file("csr"), ...sign);
    const issuer = ["-CA", file(`${by[who]}.pem`), "-CAkey", file(`${by[who]}.key`), "-CAcreateserial"];
    const out = ["-days", "2", "-extfile", profile, "-extensions", who, "-out", file(`${who}.pem`)];
    openssl("x509", "-req", "-in", file("csr"), ...issuer, ...out, ...sign);
  }
  writeFileSync(file("chain.pem"), readFileSync(file("server.pem"), "utf8") + readFileSync(file("middle.pem"), "utf8"));
}

beforeAll(() => {
  writeFileSync(path("profile.cnf"), PROFILE);
  for (const kind of KINDS) makeChain(kind);
}, 120_000);

const anchorsOf = (kind: string) => fromPem(readFileSync(path(`${kind}-ca.pem`), "utf8"));
const chainOf = (kind: string) => fromPem(readFileSync(path(`${kind}-chain.pem`), "utf8"));

describe("certification paths that openssl made", () => {
  test.each(KINDS.map(({ name, schemes }) => [name, schemes] as const))(
    "of %s are judged, and their keys sign",
    async (kind, schemes) => {
      const { key, path: chain } = await loadIdentity(path(`${kind}-chain.pem`), path(`${kind}-server.key`));
      expect([...key.schemes].sort()).toEqual([...schemes].sort());
      expect(chain).toHaveLength(2);
      const trust = { anchors: anchorsOf(kind), name: "bob.example", now: () => Date.now() };
      expect(await verifierOf(trust)(chain, "server")).toMatchObject({
        ok: true,
        subject: `CN=${kind} server`,
        publicKey: key.spki,
      });
      expect(await verifierOf({ ...trust, name: "127.0.0.1" })(chain, "server")).toMatchObject({ ok: true });
      const bad = chain.map((der, i) => der.map((byte, at) => (i === 0 && at === der.length - 5 ? byte ^ 1 : byte)));
      expect(await verifierOf(trust)(bad, "server")).toMatchObject({ ok: false, alert: "bad_certificate" });
    },
  );

  const good = { name: "bob.example", now: () => Date.now() };
  const at = (time: number) => (): number => time;
  const later = Date.now() + 9 * 24 * 3_600_000;
  test.each([
    ["of another authority", { ...good, from: "p384" }, "server", "unknown_ca"],
    ["of another name", { ...good, name: "eve.example" }, "server", "bad_certificate"],
    ["too old", { ...good, now: at(later) }, "server", "certificate_expired"],
    ["too young", { ...good, now: at(0) }, "server", "certificate_expired"],
    ["for another purpose", { ...good, name: null }, "client", "unsupported_certificate"],
  ] as const)("are refused: %s", async (_, trust, purpose, alert) => {
    const anchors = anchorsOf("from" in trust ? trust.from : "p256");
    const verdict = await verifierOf({ ...trust, anchors })(chainOf("p256"), purpose);
    expect(verdict).toMatchObject({ ok: false, alert });
    expect(verdict).toHaveProperty("why", expect.stringMatching(/wanted .*, found .* \(RFC \d+ §/));
  });

  test("that are no certificates are refused", async () => {
    const verify = verifierOf({ ...good, anchors: anchorsOf("p256") });
    expect(await verify([Uint8Array.of(1, 2, 3)], "server")).toMatchObject({ ok: false, alert: "bad_certificate" });
  });
});

describe("private keys", () => {
  test.each([
    ["PKCS#8", "p256", []],
    ["SEC 1", "p256", ["ec", "-in", "p256-server.key"]],
    ["SEC 1 (P-384)", "p384", ["ec", "-in", "p384-server.key"]],
    ["PKCS#1", "rsa", ["rsa", "-traditional", "-in", "rsa-server.key"]],
  ])("are read: %s", async (_, kind, args) => {
    const file = path("converted.key");
    if (args.length === 0) copyFileSync(path(`${kind}-server.key`), file);
    else openssl(...args.map((arg) => (arg.endsWith(".key") ? path(arg) : arg)), "-out", file);
    const { key } = await loadIdentity(path(`${kind}-chain.pem`), file);
    expect(key.schemes.length).toBeGreaterThan(0);
  });

  test("may lie in one file with the certificates", async () => {
    const both = path("both.pem");
    writeFileSync(both, readFileSync(path("rsa-server.key"), "utf8") + readFileSync(path("rsa-chain.pem"), "utf8"));
    expect((await loadIdentity(both, both)).path).toHaveLength(2);
  });

  test.each([
    [
      "encrypted (PKCS#8)",
      ["pkcs8", "-topk8", "-in", "p256-server.key", "-passout", "pass:secret"],
      /is encrypted; decrypt it/,
    ],
    [
      "encrypted (SEC 1)",
      ["ec", "-in", "p256-server.key", "-aes128", "-passout", "pass:secret"],
      /is encrypted; decrypt it/,
    ],
    ["another's", ["pkey", "-in", "p256-ca.key"], /is not the key of the first certificate/],
    ["of another kind", ["pkey", "-in", "ed25519-server.key"], /is not the key of the first certificate/],
    ["public", ["pkey", "-in", "p256-server.key", "-pubout"], /holds no private key/],
  ] as const)("are refused: %s", async (_, args, why) => {
    const file = path("bad.key");
    openssl(...args.map((arg) => (arg.endsWith(".key") ? path(arg) : arg)), "-out", file);
    await expect(loadIdentity(path("p256-chain.pem"), file)).rejects.toThrow(why);
    await expect(loadIdentity(path("p256-chain.pem"), file)).rejects.toBeInstanceOf(UsageError);
  });

  test.each([
    ["p521", ec("P-521"), /a key of the kind ec \(secp521r1\); wanted P-256/],
    ["rsa1024", rsa(1024), /a key of the kind rsa \(1024 bits\); wanted P-256/],
    [
      "rsa-pss",
      ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
      /a key of the kind rsa-pss .*; wanted P-256/,
    ],
  ] as const)("that TLS 1.3 does not sign with here are refused: %s", async (name, args, why) => {
    openssl("genpkey", ...args, "-out", path("odd.key"));
    const config = ["-config", path("profile.cnf"), "-extensions", "server"];
    openssl(
      "req",
      "-x509",
      "-new",
      ...config,
      "-key",
      path("odd.key"),
      "-subj",
      `/CN=${name}`,
      "-out",
      path("odd.pem"),
    );
    await expect(loadIdentity(path("odd.pem"), path("odd.key"))).rejects.toThrow(why);
  });

  test.each([
    ["no file", "nowhere.pem", /nowhere\.pem can't be read/],
    ["no certificate in it", "p256-server.key", /holds no certificate/],
    ["a broken certificate", "broken.pem", /certificate 1 of .*broken\.pem can't be read/],
    ["broken base64", "base64.pem", /base64 between the two lines/],
  ])("are no help with %s", async (_, file, why) => {
    writeFileSync(path("broken.pem"), "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    writeFileSync(
      path("base64.pem"),
      "-----BEGIN CERTIFICATE-----\nMAA\n-----END CERTIFICATE-----\n".replace("MAA", "M=A"),
    );
    await expect(loadIdentity(path(file), path("p256-server.key"))).rejects.toThrow(why);
  });
});
