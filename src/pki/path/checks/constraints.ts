import type { GeneralName } from "../../generalNames.ts";
import type { NameConstraints } from "../../nameConstraints.ts";
import type { ParsedCertificate } from "../../parse.ts";
import { brief } from "../../visible.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { MAX_NAME_COMPARISONS } from "../limits.ts";
import { isSelfIssued } from "../links.ts";
import { isWithin, nameInWords, sameForm } from "./subtrees.ts";

const SECTION = "RFC 5280 §4.2.1.10";

/**
 * Do the issuers' name constraints let the names of all certificates below them pass (RFC 5280 §6.1.3 (b) and (c))?
 * Looked at are the subject, all of subjectAltName, and e-mail addresses in the subject where subjectAltName has none.
 * Self-issued certificates are passed over, but for the last. A trust anchor's constraints bind as others do (RFC 5937).
 * Names or constraints that can't be read as what they say they are do not pass.
 */
export function checkConstraints(path: Path): Finding {
  const constrained = path.flatMap((certificate, i) => {
    const constraints = i === 0 ? null : certificate.nameConstraints;
    return constraints === null ? [] : [{ certificate, constraints, below: path.slice(0, i) }];
  });
  const finding = { expected: "names that every issuer's name constraints allow", section: SECTION };
  if (constrained.length === 0) {
    return { ...finding, reason: null, found: "no name constraints in the path", nothing: true };
  }
  if (costOf(constrained) > MAX_NAME_COMPARISONS) {
    return {
      ...finding,
      reason: "name-not-permitted",
      found: `more than ${MAX_NAME_COMPARISONS} names and constraints`,
    };
  }
  for (const { certificate, constraints, below } of constrained) {
    for (const [i, subject] of below.entries()) {
      if (i > 0 && isSelfIssued(subject)) continue;
      const objection = objectionTo(subject, constraints);
      if (objection === null) continue;
      return {
        reason: "name-not-permitted",
        expected: `${certificate.label} allows: ${inWords(constraints)}`,
        found: `${subject.label}: ${objection}`,
        section: SECTION,
      };
    }
  }
  const [first] = constrained;
  const allows = first === undefined ? "" : `${first.certificate.label} allows: ${inWords(first.constraints)}`;
  return { ...finding, reason: null, found: `all names are allowed; ${allows}` };
}

type Constrained = Readonly<{ constraints: NameConstraints; below: Path }>;

function costOf(constrained: readonly Constrained[]): number {
  let cost = 0;
  for (const { constraints, below } of constrained) {
    const subtrees = (constraints.permitted?.length ?? 0) + (constraints.excluded?.length ?? 0);
    for (const certificate of below) cost += subtrees * (2 + (certificate.altNames?.length ?? 0));
  }
  return cost;
}

function objectionTo(certificate: ParsedCertificate, { permitted, excluded }: NameConstraints): string | null {
  for (const name of namesOf(certificate)) {
    const forbidden = (excluded ?? []).find((subtree) => sameForm(subtree, name) && isWithin(name, subtree) !== false);
    if (forbidden !== undefined) return `${nameInWords(name)} is excluded by ${nameInWords(forbidden)}`;
    const allowed = (permitted ?? []).filter((subtree) => sameForm(subtree, name));
    if (allowed.length > 0 && !allowed.some((subtree) => isWithin(name, subtree) === true)) {
      return `${nameInWords(name)} is not among the permitted`;
    }
  }
  return null;
}

function namesOf({ subjectParts, altNames }: ParsedCertificate): readonly GeneralName[] {
  const names = altNames ?? [];
  const subject: readonly GeneralName[] =
    subjectParts.parts.length === 0 ? [] : [{ type: "directory", name: subjectParts }];
  const hasEmail = names.some((name) => name.type === "email");
  const emails = hasEmail ? [] : subjectParts.emails.map((value): GeneralName => ({ type: "email", value }));
  return [...subject, ...emails, ...names];
}

function inWords({ permitted, excluded }: NameConstraints): string {
  const list = (names: readonly GeneralName[]) => {
    const shown = names.slice(0, 4).map(nameInWords).join(", ");
    return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown || "nothing";
  };
  const parts = [
    ...(permitted === null ? [] : [`only ${list(permitted)}`]),
    ...(excluded === null ? [] : [`not ${list(excluded)}`]),
  ];
  return brief(parts.join("; ") || "anything");
}
