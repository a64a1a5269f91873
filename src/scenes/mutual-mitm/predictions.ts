import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { stepOf } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const ALICE = "alice.checks.certificate";
const BOB = "bob.checks.certificate";

export const predictions: readonly Prediction[] = [
  {
    id: "alice-decides",
    before: ALICE,
    question: t`An answer has come, with a certificate for bob.example. What will Alice decide?`,
    options: [
      { id: "accepts", label: t`She accepts: somebody on her list vouches for it` },
      { id: "authority", label: t`She refuses: nobody on her list vouches for it` },
      { id: "signature", label: t`She refuses: the signature does not fit` },
    ],
    answer: aliceDecides,
    settledAt: (recording) => stepOf(recording, ALICE)?.id ?? null,
  },
  {
    id: "bob-decides",
    before: BOB,
    question: t`Bob has Alice’s genuine certificate before him, and a signature that Alice really made. What will he decide?`,
    options: [
      { id: "accepts", label: t`He accepts: both are Alice’s` },
      { id: "certificate", label: t`He refuses the certificate` },
      { id: "signature", label: t`He refuses: she signed another conversation` },
    ],
    answer: bobDecides,
    settledAt: (recording) => stepOf(recording, BOB)?.id ?? null,
  },
];

function aliceDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, ALICE);
  if (verdict === null) return null;
  if (verdict.accepted) {
    const anchor = verdict.path.at(-1);
    if (anchor === undefined) return null;
    const name = artifact(recording, "certificate", anchor).subject.replace(/^CN=/, "");
    return { option: "accepts", because: t`The path ends at ${name}, which is on her list. Every check passed.` };
  }
  if (verdict.signature === "invalid") return { option: "signature", because: t`The signature did not verify.` };
  return { option: "authority", because: t`No path to anybody on her list was found (\`${verdict.alert ?? ""}\`).` };
}

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, BOB);
  if (verdict === null) return null;
  if (verdict.accepted) {
    const looked =
      verdict.signature === "valid" ? t`It fitted his own conversation.` : t`At what it covers nobody looked.`;
    return { option: "accepts", because: t`Bob accepted ${verdict.about}. ${looked}` };
  }
  return verdict.signature === "invalid"
    ? {
        option: "signature",
        because: t`Every check of the certificate passed. The signature did not fit what Bob had seen (\`${verdict.alert ?? ""}\`).`,
      }
    : { option: "certificate", because: t`He refused the certificate (\`${verdict.reason ?? ""}\`).` };
}
