import type { ParsedCertificate } from "../../parse.ts";
import type { Profile, Purpose, Reason } from "../../verdict.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { isSelfIssued } from "../links.ts";

/** A rule about one certificate of a path: what it objects to, or null. */
export type Rule = (certificate: ParsedCertificate, place: Place) => Objection | null;

export type Objection = Readonly<{ reason: Reason; expected: string; found: string; section: string }>;

/** Where in the path the certificate stands, and what is asked of the path. */
export type Place = Readonly<{
  role: Role;
  purpose: Purpose;
  profile: Profile;
  /** Is it also asked what RFC 5280 forbids authorities to issue, although its §6 lets it pass? */
  strict: boolean;
  /** Certificates between it and the end-entity certificate that are not self-issued (RFC 5280 §4.2.1.9). */
  below: number;
}>;

/** A certificate that is at once end-entity certificate and trust anchor is judged as the former. */
export type Role = "end-entity" | "intermediate" | "anchor";

/** What all rules of one judgement are given. */
export type Terms = Pick<Place, "purpose" | "profile" | "strict"> & Readonly<{ complete: boolean }>;

/** The first objection of the first certificate to which there is one, from the end-entity certificate upwards. */
export function firstObjection(path: Path, terms: Terms, rulesFor: (role: Role) => readonly Rule[]): Objection | null {
  for (const [i, certificate] of path.entries()) {
    const role = i === 0 ? "end-entity" : terms.complete && i === path.length - 1 ? "anchor" : "intermediate";
    const place = {
      ...terms,
      role,
      below: i < 2 ? 0 : path.slice(1, i).filter((c) => !isSelfIssued(c)).length,
    } as const;
    for (const rule of rulesFor(role)) {
      const objection = rule(certificate, place);
      if (objection !== null) return { ...objection, found: `${certificate.label}: ${objection.found}` };
    }
  }
  return null;
}

/** The finding of rules of which none objected, or one did. */
export function findingOf(objection: Objection | null, otherwise: Omit<Finding, "reason">): Finding {
  return objection ?? { reason: null, ...otherwise };
}

/** Does the certificate have the extension, and is it marked critical? Null where it has none. */
export function criticality({ extensions }: ParsedCertificate, name: string): boolean | null {
  return extensions.get(name)?.critical ?? null;
}
