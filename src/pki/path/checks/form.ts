import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { BASIC_RULES } from "./form/basic.ts";
import { ISSUING_RULES } from "./form/issuing.ts";
import { WEB_RULES } from "./form/web.ts";
import { findingOf, firstObjection, type Rule, type Terms } from "./rule.ts";

const STRICT: readonly Rule[] = [...BASIC_RULES, ...ISSUING_RULES];
const WEB: readonly Rule[] = [...STRICT, ...WEB_RULES];

/**
 * Has every certificate the form that it must have: its version, its serial number, no critical extension that is not
 * processed (RFC 5280 §4.1, §4.2)? Where it is strict, also what RFC 5280 forbids authorities to issue; in the profile
 * webpki also what the CA/Browser Forum's Baseline Requirements (§7.1) ask of certificates of servers.
 */
export function checkForm(path: Path, terms: Terms): Finding {
  const rules = terms.profile === "webpki" ? WEB : terms.strict ? STRICT : BASIC_RULES;
  const wanted = terms.profile === "webpki" ? "the Web PKI's form" : "RFC 5280's form";
  return findingOf(
    firstObjection(path, terms, () => rules),
    {
      expected: `every certificate in ${wanted}, no critical extension that is not processed`,
      found: `${path.length} of ${path.length}, version ${[...new Set(path.map((c) => c.version))].join(" and ")}`,
      section: "RFC 5280 §4.1, §4.2",
    },
  );
}
