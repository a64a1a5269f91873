import { oidName } from "../../oid.ts";
import type { ParsedCertificate } from "../../parse.ts";
import { ANY_POLICY } from "../../policies.ts";
import { several } from "../../visible.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { isSelfIssued } from "../links.ts";
import { authorityPolicies, type Level, mapLevel, nextLevel, startLevel, TooManyPolicies } from "../policyGraph.ts";

/** What whoever relies on a path asks of its policies (RFC 5280 §6.1.1 (c) to (g)). */
export type PolicyTerms = Readonly<{
  /** user-initial-policy-set, dotted; null: any policy. */
  acceptable: readonly string[] | null;
  /** initial-explicit-policy: must there be a policy that holds for the whole path? */
  explicit: boolean;
  /** initial-policy-mapping-inhibit. */
  inhibitMapping: boolean;
  /** initial-any-policy-inhibit. */
  inhibitAnyPolicy: boolean;
}>;

/** Nothing is asked. */
export const ANY_TERMS: PolicyTerms = {
  acceptable: null,
  explicit: false,
  inhibitMapping: false,
  inhibitAnyPolicy: false,
};

const EXPECTED = "a policy that holds for the whole path, where one is required";
const SECTION = "RFC 5280 §6.1.5 (g)";

/** explicit_policy, policy_mapping and inhibit_anyPolicy of §6.1.2: certificates until each takes effect. */
type Counters = { explicit: number; mapping: number; anyPolicy: number };

/**
 * Certificate policies (RFC 5280 §6.1): is there one that holds from the trust anchor down, mappings, constraints and
 * anyPolicy considered, if the path or whoever relies on it requires one? The trust anchor's certificate is not
 * processed (§6.1.1).
 */
export function checkPolicies(path: Path, terms: PolicyTerms): Finding {
  const certificates = path.length > 1 ? path.slice(0, -1).reverse() : path;
  if (isPlain(certificates, terms)) {
    return { reason: null, expected: EXPECTED, found: "none is required", section: SECTION, nothing: true };
  }
  try {
    return process(certificates, terms);
  } catch (error) {
    if (error instanceof TooManyPolicies) return failed(`policies and mappings: ${error.message}`);
    throw error;
  }
}

/** Nothing in such a path can make it fail, so there is nothing to work out. */
function isPlain(certificates: Path, terms: PolicyTerms): boolean {
  return (
    !terms.explicit &&
    certificates.every((c) => (c.policyConstraints?.requireExplicit ?? null) === null && c.policyMappings === null)
  );
}

function process(certificates: Path, terms: PolicyTerms): Finding {
  const last = certificates.length;
  const counters: Counters = {
    explicit: terms.explicit ? 0 : last + 1,
    mapping: terms.inhibitMapping ? 0 : last + 1,
    anyPolicy: terms.inhibitAnyPolicy ? 0 : last + 1,
  };
  let level: Level = startLevel();
  for (const [i, certificate] of certificates.entries()) {
    const isLast = i === last - 1;
    const anyCounts = counters.anyPolicy > 0 || (!isLast && isSelfIssued(certificate));
    level = nextLevel(level, certificate.policies, anyCounts);
    if (counters.explicit === 0 && level.size === 0) return failed(`${certificate.label}: no policy is valid any more`);
    if (isLast) break;
    const wrong = wrongMapping(certificate);
    if (wrong !== null) return { ...failed(wrong), section: "RFC 5280 §6.1.4 (a)" };
    level = mapLevel(level, certificate.policyMappings ?? [], counters.mapping > 0);
    count(counters, certificate);
  }
  return wrapUp(level, counters, certificates.at(-1), terms);
}

/** §6.1.4 (h) to (j). */
function count(counters: Counters, certificate: ParsedCertificate): void {
  if (!isSelfIssued(certificate)) {
    counters.explicit = Math.max(counters.explicit - 1, 0);
    counters.mapping = Math.max(counters.mapping - 1, 0);
    counters.anyPolicy = Math.max(counters.anyPolicy - 1, 0);
  }
  const { policyConstraints, inhibitAnyPolicy } = certificate;
  counters.explicit = Math.min(counters.explicit, policyConstraints?.requireExplicit ?? counters.explicit);
  counters.mapping = Math.min(counters.mapping, policyConstraints?.inhibitMapping ?? counters.mapping);
  counters.anyPolicy = Math.min(counters.anyPolicy, inhibitAnyPolicy ?? counters.anyPolicy);
}

/** §6.1.4 (a): anyPolicy can't be mapped, either way. */
function wrongMapping({ label, policyMappings }: ParsedCertificate): string | null {
  const wrong = policyMappings?.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY);
  return wrong === true ? `${label}: maps anyPolicy` : null;
}

/** §6.1.5 (a), (b) and (g). */
function wrapUp(
  level: Level,
  counters: Counters,
  endEntity: ParsedCertificate | undefined,
  { acceptable }: PolicyTerms,
): Finding {
  const required = counters.explicit <= 1 || endEntity?.policyConstraints?.requireExplicit === 0;
  const valid = authorityPolicies(level);
  const accepted =
    acceptable === null || acceptable.includes(ANY_POLICY)
      ? [...valid]
      : acceptable.filter((policy) => valid.has(policy) || valid.has(ANY_POLICY));
  const shown = several(accepted.map(oidName));
  if (!required) {
    const found = shown === "" ? "none is required, and none holds" : `none is required; ${shown} holds`;
    return { reason: null, expected: EXPECTED, found, section: SECTION };
  }
  if (accepted.length > 0) return { reason: null, expected: EXPECTED, found: shown, section: SECTION };
  return failed(
    valid.size === 0
      ? "one is required, and none holds"
      : `${several([...valid].map(oidName))}, none of them asked for`,
  );
}

function failed(found: string): Finding {
  return { reason: "no-valid-policy", expected: EXPECTED, found, section: SECTION };
}
