import { faultsFor } from "../../inspect/advice/faultsFor.ts";
import { validityAt } from "../../inspect/certificate/validity.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Reason } from "../../pki/verdict.ts";
import type { Judgement } from "./judging/judging.ts";

/** The faults that a refusal comes from, the likelier first: those that the reason allows and the chain does not rule out. */
export function likelyFaults(judgement: Judgement): readonly FaultId[] {
  const { reason, purpose } = judgement.verdict;
  if (reason === null) return [];
  const possible = faultsFor(reason, purpose);
  const out = ruledOut(reason, judgement);
  const left = possible.filter((fault) => !out.includes(fault));
  return left.length > 0 ? left : possible;
}

function ruledOut(reason: Reason, { links, at, verdict }: Judgement): readonly FaultId[] {
  const [first] = links;
  const failed = verdict.checks.find((check) => check.reason === reason);
  switch (reason) {
    case "expired":
      return first !== undefined && validityAt(first.card, at) === "expired" ? ["expired-intermediate"] : ["expired"];
    case "unknown-authority":
    case "missing-intermediate":
      return links.at(-1)?.tie === "loose" ? ["missing-intermediate"] : [];
    case "wrong-usage":
      return failed?.section === "RFC 5280 §4.2.1.12" ? ["wrong-key-usage"] : ["wrong-extended-key-usage"];
    case "revoked":
      return /OCSP|answer|response/i.test(failed?.found ?? "") ? ["revoked-by-crl"] : ["revoked-by-ocsp"];
    default:
      return [];
  }
}
