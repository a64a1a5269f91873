import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { liveChance } from "../crypto/chance.ts";
import { generateKeyPair } from "../crypto/keys.ts";
import { signingKeyOf } from "../crypto/signatures.ts";
import { issueCertificate } from "../pki/issue/issue.ts";
import { toPem } from "../pki/pem.ts";
import type { Identity } from "../tls/config.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Names that Bob's own certificate always speaks for. */
export const LOCAL_NAMES = ["localhost", "127.0.0.1", "::1"];

/** An authority of one evening, and what it certified. `ca` is the path of its certificate in PEM. */
export type OwnAuthority = Readonly<{ identity: Identity; ca: string; remove: () => void }>;

/**
 * Makes an authority and a server certificate for these names (ECDSA P-256), valid from an hour ago for a week, and
 * writes the authority's certificate to a new directory of its own. Private keys stay in memory.
 */
export async function makeAuthority(names: readonly string[], now: number): Promise<OwnAuthority> {
  const authority = await generateKeyPair("ECDSA P-256");
  const server = await generateKeyPair("ECDSA P-256");
  const life = { notBefore: new Date(now - HOUR), notAfter: new Date(now + 7 * DAY) };
  const root = await issueCertificate({
    ...life,
    subject: "Bob's own authority",
    names: [],
    usages: [],
    ca: { pathLength: 0 },
    publicKey: authority.publicKey,
    serial: await liveChance.random("serial", 16),
    issuer: "self",
    privateKey: authority.privateKey,
  });
  const der = await issueCertificate({
    ...life,
    subject: "Bob",
    names,
    usages: ["serverAuth"],
    ca: false,
    publicKey: server.publicKey,
    serial: await liveChance.random("serial", 16),
    issuer: { der: root, privateKey: authority.privateKey },
  });
  const folder = mkdtempSync(join(tmpdir(), "bob-"));
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, toPem(root));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { identity: { path: [der], key: signingKeyOf(server) }, ca, remove };
}
