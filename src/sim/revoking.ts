import { toHex } from "../bytes/hex.ts";
import { issueCrl } from "../pki/issue/crl.ts";
import { issueOcspResponse } from "../pki/issue/ocsp.ts";
import type { Bytes } from "../story/messages.ts";
import type { Authority } from "./identity.ts";
import type { ActorProps } from "./props.ts";
import type { ArtifactId, CertificateId } from "./recording.ts";
import type { StatusArtifact } from "./statuses.ts";

/** A list or an answer, and its name in the run. */
export type Said = Readonly<{ der: Bytes; status: ArtifactId }>;

/** A certificate, as far as it can be spoken of. */
export type Named = Pick<Authority, "der" | "certificate">;

/** From when until when something counts. */
export type Term = Readonly<{ from: Date; until: Date }>;

type Revoked = Readonly<{ certificate: Named; at: Date }>;

/**
 * An authority's list of those whom it revoked, because of a stolen key (RFC 5280 §5).
 *
 * @param number of the list, at most 255: higher than that of the list before (RFC 5280 §5.2.3)
 */
export async function listBy(
  props: ActorProps,
  issuer: Authority,
  revoked: readonly Revoked[],
  number: number,
  { from, until }: Term,
): Promise<Said> {
  const der = await props.source.bytes("list of the revoked", () =>
    issueCrl({
      issuer: { der: issuer.der, privateKey: issuer.key.privateKey },
      revoked: revoked.map(({ certificate, at }) => ({ der: certificate.der, at, reason: "keyCompromise" })),
      thisUpdate: from,
      nextUpdate: until,
      number,
    }),
  );
  return named(props, { what: "list", der, issuer, about: null, revoked, term: { from, until } });
}

/** An authority's answer about one of its certificates (RFC 6960 §4.2). `revokedAt` null: it is good. */
export async function answerBy(
  props: ActorProps,
  issuer: Authority,
  about: Named,
  revokedAt: Date | null,
  { from, until }: Term,
): Promise<Said> {
  const der = await props.source.bytes("answer about a certificate", () =>
    issueOcspResponse({
      certificate: about.der,
      issuer: issuer.der,
      answer: revokedAt === null ? { status: "good" } : { status: "revoked", at: revokedAt, reason: "keyCompromise" },
      responder: { der: issuer.der, privateKey: issuer.key.privateKey, by: "key" },
      certificates: [],
      hash: "SHA-1",
      producedAt: from,
      thisUpdate: from,
      nextUpdate: until,
    }),
  );
  const revoked = revokedAt === null ? [] : [{ certificate: about, at: revokedAt }];
  return named(props, { what: "answer", der, issuer, about: about.certificate, revoked, term: { from, until } });
}

type Parts = Readonly<{
  what: StatusArtifact["what"];
  der: Bytes;
  issuer: Named;
  about: CertificateId | null;
  revoked: readonly Revoked[];
  term: Term;
}>;

function named(props: ActorProps, { what, der, issuer, about, revoked, term }: Parts): Said {
  const status = props.put({
    kind: "status",
    id: props.newId(`status:${what}`),
    what,
    der: toHex(der),
    issuer: issuer.certificate,
    about,
    revoked: revoked.map(({ certificate, at }) => ({ certificate: certificate.certificate, at: at.toISOString() })),
    thisUpdate: term.from.toISOString(),
    nextUpdate: term.until.toISOString(),
  });
  return { der, status };
}
