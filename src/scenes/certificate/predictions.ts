import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { packetAt, stepOf } from "../phrases/facts.ts";
import { keyName } from "../phrases/names.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CHECK = "alice.checks.certificate";

export const predictions: readonly Prediction[] = [
  {
    id: "who-is-asked",
    before: "authority.leaves",
    question: t`Later Alice will check Bob’s certificate. Whom will she ask whether it is genuine?`,
    options: [
      { id: "authority", label: t`The authority that signed it` },
      { id: "bob", label: t`Bob` },
      { id: "nobody", label: t`Nobody: she can check it by herself` },
    ],
    answer: (recording) => {
      const verdict = verdictAt(recording, CHECK);
      const authority = stepOf(recording, CHECK)?.world.actors.authority;
      if (verdict === null || authority?.online !== false) return null;
      const done = verdict.checks.filter((check) => check.result !== "skipped").length;
      return {
        option: "nobody",
        because: t`She made ${done} checks with what was on her desk. The authority was offline all the while.`,
      };
    },
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
  {
    id: "what-the-key-does",
    before: "bob.signs.conversation",
    question: t`What will the key in Bob’s certificate do in this conversation?`,
    options: [
      { id: "carries", label: t`Lock the new key on its way from Alice to Bob` },
      { id: "encrypts", label: t`Encrypt what the two say` },
      { id: "signs", label: t`Sign, and nothing else` },
    ],
    answer: whatTheKeyDoes,
    settledAt: (recording) => stepOf(recording, "bob.signs.conversation")?.id ?? null,
  },
  {
    id: "verdict",
    before: CHECK,
    question: t`An answer has come, with a certificate for bob.example. What will Alice decide?`,
    options: [
      { id: "accepts", label: t`She accepts it` },
      { id: "paper", label: t`She refuses it: the certificate is false` },
      { id: "signature", label: t`She refuses it: the certificate is genuine, the signature does not fit` },
    ],
    answer: decision,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
];

function whatTheKeyDoes(recording: Recording): ReturnType<Prediction["answer"]> {
  const event = stepOf(recording, "bob.signs.conversation")?.event;
  if (event?.type !== "signs") return null;
  const sealed = recording.steps
    .flatMap((step) => packetAt(recording, step.id) ?? [])
    .filter((p) => p.seal.as !== "paper");
  if (sealed.some((p) => p.seal.as !== "paper" && p.seal.key === event.key)) return null;
  return {
    option: "signs",
    because: t`Key \`${keyName(recording, event.key)}\` signed once. In the whole run not one packet is sealed with it.`,
  };
}

function decision(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null) return null;
  if (verdict.accepted) {
    const [name] = verdict.presented.map((id) => artifact(recording, "certificate", id).names[0] ?? "");
    const looked = verdict.signature === "valid" ? t`and the signature fitted` : t`and at the signature nobody looked`;
    return {
      option: "accepts",
      because: t`Alice accepted: the certificate for ${name ?? t`the name`} passed, ${looked}.`,
    };
  }
  const alert = verdict.alert ?? "";
  return verdict.signature === "invalid"
    ? {
        option: "signature",
        because: t`Every check of the certificate passed; the signature did not verify (\`${alert}\`).`,
      }
    : { option: "paper", because: t`Alice refused the certificate (\`${alert}\`).` };
}
