import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { sameBytes } from "../bytes/text.ts";
import { loadSigningKey } from "../crypto/signatures.ts";
import { CertificateError, type ParsedCertificate, parseCertificate } from "../pki/parse.ts";
import type { Identity } from "../tls/config.ts";
import { readCertificates, readText, UsageError } from "./files.ts";

const USABLE = "P-256, P-384, RSA of 2048 bits or more, or Ed25519";
const PRIVATE_KEY = /-----BEGIN ((?:EC |RSA )?PRIVATE KEY)-----[^-]*-----END \1-----/;
const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;

/**
 * A certification path and its private key from PEM files: the path with the end-entity certificate first, the key as
 * PKCS#8 (`PRIVATE KEY`), SEC 1 (`EC PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`). Both may lie in one file. Throws
 * UsageError where a file is not that, where the key is encrypted or of a kind that TLS 1.3 does not sign with here,
 * and where it is not the key of the first certificate.
 */
export async function loadIdentity(certificates: string, key: string): Promise<Identity> {
  const path = readCertificates(certificates, "--cert");
  const [first] = path.map((der, i) => readCertificate(der, `--cert: certificate ${i + 1} of ${certificates}`));
  const privateKey = readPrivateKey(readText(key, "--key"), key);
  if (first === undefined) throw new UsageError(`--cert: ${certificates} is empty`);
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  if (!sameBytes(spki, first.spki)) {
    throw new UsageError(`--key: ${key} is not the key of the first certificate in ${certificates} (${first.label})`);
  }
  const signing = await loadSigningKey(new Uint8Array(privateKey.export({ type: "pkcs8", format: "der" })));
  if (signing === null) throw new UsageError(`--key: ${key} is ${kindOf(privateKey)}; wanted ${USABLE}`);
  return { path, key: signing };
}

/** Reads a certificate; throws UsageError, which begins with `what`, where it is none. */
export function readCertificate(der: Uint8Array, what: string): ParsedCertificate {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) throw new UsageError(`${what} can't be read: ${error.wanted}`);
    throw error;
  }
}

function readPrivateKey(text: string, file: string): KeyObject {
  if (ENCRYPTED.test(text)) {
    throw new UsageError(`--key: ${file} is encrypted; decrypt it first: openssl pkey -in ${file} -out plain.pem`);
  }
  const [pem] = PRIVATE_KEY.exec(text) ?? [];
  if (pem === undefined) {
    throw new UsageError(`--key: ${file} holds no private key (PRIVATE KEY, EC PRIVATE KEY or RSA PRIVATE KEY)`);
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new UsageError(`--key: the private key in ${file} can't be read`);
  }
}

function kindOf(key: KeyObject): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const more = details?.namedCurve ?? (details?.modulusLength === undefined ? "" : `${details.modulusLength} bits`);
  return `a key of the kind ${type ?? "unknown"}${more === "" ? "" : ` (${more})`}`;
}
