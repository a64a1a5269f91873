import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { subtle } from "../../crypto/web.ts";
import type { Faulty } from "../../pki/issue/faults.ts";
import { toPem } from "../../pki/pem.ts";
import type { CaseFiles, Identity } from "./program.ts";

/** Writes a faulty identity and what its judge gets into a folder, which comes to be. Keys go with the folder. */
export async function writeCase(folder: string, faulty: Faulty): Promise<CaseFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const { presented, anchors, crls, ocsp } = faulty;
  const [first] = ocsp;
  return {
    folder,
    identity: presented.length === 0 ? null : await writeIdentity(write, faulty),
    authorities: write("authorities.pem", [...anchors, ...presented.slice(1)].map((der) => toPem(der)).join("")),
    ca: write("ca.pem", anchors.map((der) => toPem(der)).join("")),
    crls: crls.length === 0 ? null : write("crls.pem", crls.map((der) => toPem(der, "X509 CRL")).join("")),
    ocsp: first === undefined ? null : write("ocsp.der", first),
  };
}

type Write = (name: string, content: string | Uint8Array) => string;

async function writeIdentity(write: Write, { presented, privateKey }: Faulty): Promise<Identity> {
  const [leaf, ...issuers] = presented.map((der) => toPem(der));
  const key = new Uint8Array(await subtle.exportKey("pkcs8", privateKey));
  return {
    leaf: write("leaf.pem", leaf ?? ""),
    issuers: write("issuers.pem", issuers.join("")),
    chain: write("chain.pem", [leaf, ...issuers].join("")),
    key: write("key.pem", toPem(key, "PRIVATE KEY")),
  };
}
