import type { Flags } from "./flags.ts";

export const JUDGE_FLAGS: Flags = {
  json: { value: null, says: "answer in JSON Lines; without it, in words, with every check" },
  help: { value: null, says: "print this; so does -h" },
};

export const JUDGE_USAGE = `Usage: npm run --silent judge -- [--json] < cases.jsonl

The judge validates certification paths (RFC 5280 section 6, RFC 9525 for names). One case a line on standard input, as
JSON; one answer a line on standard output, in the same order, as soon as the case is judged. Any number of cases.

A case:
  id             a text or a number, given back as it is
  purpose        "server" or "client": what the certificate is wanted for
  profile        "webpki" (default): as browsers and the CA/Browser Forum hold it; or "rfc5280"
  time           when, ISO 8601, such as "2026-06-01T12:00:00Z" (default: now)
  name           a DNS name, an IP address or (of a client) an e-mail address; null: any (default)
  peer           the end-entity certificate, PEM; more blocks after it count as intermediates
  intermediates  a list of PEM texts: whatever else came, in any order (default: none)
  roots          a list of PEM texts: the trust anchors
  crls           a list of PEM texts ("X509 CRL"); where there are some, every certificate below the trust anchor needs
                 a good one (default: none)
  ocsp           a list of OCSP responses, DER in base64, as a server staples them (default: none)
  policies       what is asked of certificate policies (RFC 5280 section 6.1.1), each part with a default:
                 {"acceptable": ["2.5.29.32.0"] or null, "explicit": false, "inhibitMapping": false,
                 "inhibitAnyPolicy": false}
  strict         false: let pass what RFC 5280 forbids authorities to issue and section 6 lets pass, such as a missing
                 key identifier; of the profile rfc5280 only (default: true)

An answer: {"id", "verdict": "accept" or "reject", "reason", "detail"}. \`reason\` is null or the name of the first check's
reason on the path that came nearest; \`detail\` is a sentence. A line that holds no such case is rejected with the reason
"invalid-case", and its id where it has one; the others are judged all the same. A line may have 8 MiB.

  --json  answer in JSON Lines; without it, in words, with every check
  --help  print this; so does -h

Ends with 0 when every line was answered, whatever the answers (a refused certificate is no failure of the judge), 1
when nobody takes the answers any more, 2 where the command line is wrong.
`;
