import { toHex } from "../bytes/hex.ts";
import { importPublicKey, type KeyPair, type PublicKey, sha256 } from "../crypto/keys.ts";
import { verifyWith } from "../crypto/operations.ts";
import { describeCertificate } from "../pki/describe.ts";
import { issueCertificate } from "../pki/issue/issue.ts";
import { judgePath, type PathRequest } from "../pki/path/judge.ts";
import { type Possession, withPossession } from "../pki/path/possession.ts";
import type { CheckId, Verdict } from "../pki/verdict.ts";
import type { Bytes } from "../story/messages.ts";
import { proofInput } from "../story/proof.ts";
import type { Evidence, Identity, Judge } from "./actors/halves.ts";
import type { Self } from "./actors/letters.ts";
import type { ActorProps } from "./props.ts";
import type { CertificateId, KeyId, SwitchId, VerdictArtifact } from "./recording.ts";

/** An authority with its own certificate and the key with which it signs others'. */
export type Authority = Readonly<{ der: Bytes; certificate: CertificateId; key: KeyPair }>;

/** What a certificate is to say. */
export type Wish = Readonly<{
  subject: string;
  names: readonly string[];
  usages: readonly ("serverAuth" | "clientAuth")[];
  ca?: Readonly<{ pathLength: number | null }>;
  notBefore?: string;
  notAfter?: string;
}>;

const NOT_BEFORE = "2026-01-01T00:00:00Z";
const NOT_AFTER = "2027-01-01T00:00:00Z";

/** A new signing key. */
export function signingKey(props: ActorProps, whose: string): Promise<KeyPair> {
  return props.source.keyPair(`signing key of ${whose}`, "ECDSA P-256");
}

/** A certificate for a key, signed by an authority, or by the key itself. */
export async function certify(props: ActorProps, wish: Wish, key: KeyPair, by: Authority | "self"): Promise<Authority> {
  if (by !== "self") return noted(props, await certifyKey(props, wish, key, by), key);
  const contents = await contentsOf(props, wish, key);
  const der = await props.source.bytes(`certificate of ${wish.subject}`, () =>
    issueCertificate({ ...contents, issuer: "self", privateKey: key.privateKey }),
  );
  return noted(props, der, key);
}

/** A certificate for somebody's public key, DER. Their private key no authority sees. */
export async function certifyKey(props: ActorProps, wish: Wish, key: PublicKey, by: Authority): Promise<Bytes> {
  const contents = await contentsOf(props, wish, key);
  return props.source.bytes(`certificate of ${wish.subject}`, () =>
    issueCertificate({ ...contents, issuer: { der: by.der, privateKey: by.key.privateKey } }),
  );
}

async function contentsOf(props: ActorProps, wish: Wish, { publicKey }: PublicKey) {
  const serial = await props.source.random(`serial of ${wish.subject}`, 16);
  return {
    subject: wish.subject,
    names: wish.names,
    publicKey,
    ca: wish.ca ?? false,
    usages: wish.usages,
    notBefore: new Date(wish.notBefore ?? NOT_BEFORE),
    notAfter: new Date(wish.notAfter ?? NOT_AFTER),
    serial,
  } as const;
}

/** The same for a certificate that was issued elsewhere: it gets its name in the run. */
export async function noted(props: ActorProps, der: Bytes, key: KeyPair): Promise<Authority> {
  props.key(key);
  return { der, certificate: await nameCertificate(props, der), key };
}

/** A self-signed authority. */
export async function rootAuthority(props: ActorProps, subject: string): Promise<Authority> {
  const wish = {
    subject,
    names: [],
    usages: [],
    ca: { pathLength: null },
    notBefore: "2020-01-01T00:00:00Z",
    notAfter: "2040-01-01T00:00:00Z",
  } as const;
  return certify(props, wish, await signingKey(props, subject), "self");
}

/** An authority under another. */
export async function issuingAuthority(props: ActorProps, subject: string, by: Authority): Promise<Authority> {
  const wish = {
    subject,
    names: [],
    usages: [],
    ca: { pathLength: 0 },
    notBefore: "2022-01-01T00:00:00Z",
    notAfter: "2035-01-01T00:00:00Z",
  } as const;
  return certify(props, wish, await signingKey(props, subject), by);
}

/** What is shown to a peer: the end-entity certificate, and those above it that the peer may lack. */
export function identityOf(key: KeyPair, ...chain: readonly Authority[]): Identity {
  return { key, chain: chain.map((c) => c.der), certificates: chain.map((c) => c.certificate) };
}

export type JudgePlan = Readonly<{
  purpose: "server" | "client";
  /** The name that must be in the certificate; null: the one that the client asked for. */
  name: string | null;
  anchors: () => readonly Pick<Authority, "der">[];
  /** Which switch, while on, turns off which check. */
  skips: ReadonlyMap<SwitchId, CheckId>;
  /** What the judge has at hand about revocation, and of what there must be some; asked anew each time. */
  heard?: () => Pick<PathRequest, "crls" | "ocsp" | "insists">;
  /** The switch that, while on, lets a certificate pass of which nobody could say whether it was revoked. */
  lenient?: SwitchId;
}>;

/** A judge of peers: path validation by `pki`, and whether the conversation was signed with the certificate's key. */
export function judgeFor(self: Self, plan: JudgePlan): Judge {
  return async (evidence) => {
    const name = plan.name ?? evidence.serverName;
    const skip = skipped(self, plan);
    const verdict = await verdictOn(self, plan, evidence.certificates, name, []);
    const possession = await possessionOf(evidence, plan.purpose, skip.get("possession") ?? null);
    return note(self, name, evidence.certificates, withPossession(verdict, possession), possession.signature);
  };
}

/** A judgement of certificates that came in a message of their own, before anything showed that their key is here. */
export type Judged = Readonly<{
  accepted: boolean;
  alert: string | null;
  reason: string | null;
  /** Puts the verdict into the recording: when it is its turn to be told. */
  told: () => Promise<VerdictArtifact>;
  /** The verdict with the signature looked at too: whether CertificateVerify fitted (RFC 8446 §4.4.3). */
  proved: (fits: boolean) => Promise<VerdictArtifact>;
}>;

/** `staples`: OCSP responses about the end-entity certificate that came with it. */
export type PeerJudge = (
  certificates: readonly Bytes[],
  serverName: string,
  staples?: readonly Bytes[],
) => Promise<Judged>;

/** A judge of peers whose signature comes after their certificates, as in TLS 1.3. */
export function peerJudgeFor(self: Self, plan: JudgePlan): PeerJudge {
  return async (presented, serverName, staples = []) => {
    const name = plan.name ?? serverName;
    const verdict = await verdictOn(self, plan, presented, name, staples);
    const signature = presented.length === 0 ? "absent" : verdict.accepted ? "awaited" : "unchecked";
    const expected = "CertificateVerify made with the certificate’s key";
    const proved = (fits: boolean) => {
      const found = fits ? "a signature that fits" : "a signature that does not fit";
      const possession = { signature: fits ? "valid" : "invalid", expected, found, skippedBy: null } as const;
      return note(self, name, presented, withPossession(verdict, possession), possession.signature);
    };
    const told = () => note(self, name, presented, verdict, signature);
    const { accepted, alert, reason } = verdict;
    return { accepted, alert, reason, told, proved };
  };
}

async function verdictOn(
  self: Self,
  plan: JudgePlan,
  presented: readonly Bytes[],
  name: string,
  staples: readonly Bytes[],
): Promise<Verdict> {
  const { ocsp = [], ...heard } = plan.heard?.() ?? {};
  const request = {
    ...heard,
    purpose: plan.purpose,
    name,
    at: self.props.now,
    presented,
    anchors: plan.anchors().map((a) => a.der),
    skip: skipped(self, plan),
    ocsp: [...ocsp, ...staples],
  };
  const verdict = await judgePath(request);
  const { lenient } = plan;
  if (verdict.reason !== "revocation-unknown" || lenient === undefined || self.props.switches()[lenient] !== "on")
    return verdict;
  // Only that nobody knows is let pass: of whom it is known that they were revoked, was refused above.
  return judgePath({ ...request, skip: new Map([...request.skip, ["revocation", lenient]]) });
}

function skipped(self: Self, plan: JudgePlan): ReadonlyMap<CheckId, SwitchId> {
  const switches = self.props.switches();
  return new Map([...plan.skips].filter(([id]) => switches[id] === "on").map(([id, check]) => [check, id]));
}

async function possessionOf(
  evidence: Evidence,
  purpose: "server" | "client",
  skippedBy: SwitchId | null,
): Promise<Possession> {
  const expected = `a signature over ${toHex(evidence.hash).slice(0, 8)}… by the certificate’s key`;
  if (skippedBy !== null) return { signature: "unchecked", expected, found: "nobody looked", skippedBy };
  const [endEntity] = evidence.certificates;
  if (endEntity === undefined || evidence.signature.length === 0) {
    return { signature: "absent", expected, found: "no signature", skippedBy };
  }
  const valid = await isSigned(endEntity, evidence, purpose);
  const found = valid ? "a signature that fits" : "a signature that does not fit";
  return { signature: valid ? "valid" : "invalid", expected, found, skippedBy };
}

async function isSigned(endEntity: Bytes, evidence: Evidence, purpose: "server" | "client"): Promise<boolean> {
  const summary = await describeCertificate(endEntity).catch(() => null);
  const key = summary === null ? null : await importPublicKey("ECDSA P-256", summary.spki);
  return key !== null && verifyWith(key, proofInput(purpose, evidence.hash), evidence.signature);
}

async function note(
  self: Self,
  about: string,
  presented: readonly Bytes[],
  verdict: Verdict,
  signature: VerdictArtifact["signature"],
): Promise<VerdictArtifact> {
  return self.props.verdict({
    by: self.id,
    about,
    purpose: verdict.purpose,
    at: self.props.now.toISOString(),
    presented: await nameReadable(self.props, presented),
    path: await nameReadable(self.props, verdict.path),
    checks: verdict.checks,
    signature,
    accepted: verdict.accepted,
    reason: verdict.reason,
    alert: verdict.alert,
  });
}

/** Names those that are certificates; what is none was refused as malformed and has no name. */
async function nameReadable(props: ActorProps, ders: readonly Uint8Array[]): Promise<readonly CertificateId[]> {
  const names: CertificateId[] = [];
  // One after the other: the order in which things are named is part of the recording.
  for (const der of ders) {
    const name = await nameCertificate(props, der).catch(() => null);
    if (name !== null) names.push(name);
  }
  return names;
}

/** Names a certificate, and the key that it speaks for where that has no name yet. Throws for bytes that are none. */
export function nameCertificate(props: ActorProps, der: Uint8Array): Promise<CertificateId> {
  return props.certificate(der, async (id, fingerprint) => {
    const summary = await describeCertificate(der);
    const { subject, issuer, names, notBefore, notAfter, usages, isCA, serial } = summary;
    const key = await nameForeignKey(props, summary.spki);
    return {
      kind: "certificate",
      id,
      der: toHex(der),
      subject,
      issuer,
      names,
      notBefore,
      notAfter,
      usages,
      isCA,
      serial,
      key,
      fingerprint,
    };
  });
}

/** A key that was made elsewhere, of whatever kind; one that is known keeps what is known of it. */
async function nameForeignKey(props: ActorProps, spki: Uint8Array<ArrayBuffer>): Promise<KeyId> {
  const fingerprint = toHex(await sha256(spki));
  const isOurs = (await importPublicKey("ECDSA P-256", spki)) !== null;
  const algorithm = isOurs ? "ECDSA P-256" : "another kind";
  const id = `key:${fingerprint.slice(0, 16)}`;
  return props.put({ kind: "key", id, algorithm, use: "signature", fingerprint, publicPart: toHex(spki) });
}
