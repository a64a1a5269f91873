import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { predictions as refused } from "../client-rejection/predictions.ts";
import { predictions as mutual } from "../mutual/predictions.ts";
import { outcomeIn, stepOf } from "../phrases/facts.ts";
import { asPredicted, firstStep, found, inLab, inScene, option } from "./build.ts";
import { called, decisionOf, textOf } from "./facts.ts";
import type { CheckQuestion, Variant } from "./types.ts";

const known: CheckQuestion = {
  id: "known",
  about: t`What Bob knows of his caller`,
  question: t`A number comes in over a sealed channel. What will Bob do, and whose number is it?`,
  variants: [
    inScene("unknown-client", t`Bob proves who he is, and asks nobody. Somebody else calls, in Alice’s name.`),
    inScene("unknown-client", t`Bob proves who he is, and asks nobody. The real Alice calls.`, { caller: "alice" }),
    inScene("client-rejection", t`Bob asks for a certificate and insists. Somebody else calls, and shows none.`),
  ],
  options: [
    option("true", t`He acts on it, and it is Alice’s`),
    option("false", t`He acts on it, and it is not Alice’s`),
    option("not", t`He does not act on it`, "M2"),
  ],
  answer: (recording) => {
    const text = textOf(recording, "alice.seals.request", "notAlice.seals.request");
    if (stepOf(recording, "bob.acts") === null)
      return found("not", t`Bob refused before he had read “${text}”.`, firstStep(recording, "bob.checks.certificate"));
    const isFalse = outcomeIn(recording).forged.some(({ actor }) => actor === "bob");
    const because = isFalse
      ? t`Bob read “${text}” and acted on it. Alice never wrote that.`
      : t`Bob read “${text}” and acted on it. It really was hers.`;
    return found(isFalse ? "false" : "true", because, "bob.acts");
  },
  teaches: "unknown-client",
};

const crosses = asPredicted(mutual, "what-crosses", {
  about: t`What a client sends of itself`,
  variants: [
    inScene("mutual", t`Bob has asked Alice to prove who she is.`),
    inScene("mutual", t`Bob has asked Alice to prove who she is, and Mallory listens.`, { mallory: "eavesdrop" }),
  ],
  teaches: "mutual",
  beliefs: { key: "M7", certificate: "M6" },
});

const SHOWN: readonly Variant[] = [
  inScene("client-rejection", t`Not-Alice shows no certificate at all.`),
  inScene(
    "client-rejection",
    t`Not-Alice shows a certificate in Alice’s name, signed with their own key. They have that key.`,
    {
      forgery: "self-signed",
    },
  ),
  inScene(
    "client-rejection",
    t`Not-Alice shows the certificate of Alice’s little web server: her name, her authority, its key.`,
    {
      forgery: "server-only",
    },
  ),
  inScene("client-rejection", t`Not-Alice shows Alice’s own certificate, copied.`, { forgery: "stolen" }),
];

const decides = asPredicted(refused, "bob-decides", {
  about: t`What Bob refuses a client for`,
  question: t`Bob asks for a certificate, insists, and makes every check. What will he decide?`,
  variants: SHOWN,
  teaches: "client-rejection",
  beliefs: { accepts: "M6" },
});

const told = asPredicted(refused, "when-told", {
  about: t`When a client hears of it`,
  question: t`Bob asks for a certificate and insists. When does not-Alice learn what he has decided?`,
  variants: SHOWN,
  teaches: "client-rejection",
  beliefs: { before: "M11" },
});

const leftOut: CheckQuestion = {
  id: "left-out",
  about: t`What each of Bob’s checks stops`,
  question: t`Bob leaves out this one check and makes all the others. Does not-Alice get in?`,
  variants: [
    inScene("client-rejection", t`They show nothing. Bob asks, but does not insist.`, { "ask-only": "on" }),
    inScene("client-rejection", t`They show one that they signed themselves. Bob asks, but does not insist.`, {
      forgery: "self-signed",
      "ask-only": "on",
    }),
    inScene("client-rejection", t`They show one that they signed themselves. Bob accepts any authority.`, {
      forgery: "self-signed",
      "any-authority": "on",
    }),
    inScene("client-rejection", t`They show one for servers only. Bob ignores what it is for.`, {
      forgery: "server-only",
      "ignore-usage": "on",
    }),
    inScene("client-rejection", t`They show Alice’s own. Bob ignores what it is for.`, {
      forgery: "stolen",
      "ignore-usage": "on",
    }),
    inScene("client-rejection", t`They show Alice’s own. Bob skips the signature.`, {
      forgery: "stolen",
      "skip-signature": "on",
    }),
  ],
  options: [
    option("in", t`Yes: that check was the one that stops them`),
    option("out", t`No: another check stops them`),
  ],
  answer: (recording) => {
    const step = firstStep(recording, "bob.checks.certificate", "bob.reads.clientProof");
    const believed = outcomeIn(recording).forged.find(({ actor }) => actor === "bob");
    if (believed !== undefined) return found("in", t`Bob let them in, and believed “${believed.text}”.`, step);
    return found("out", t`Bob refused all the same: \`${reasonOf(recording, "bob")}\`.`, step);
  },
  teaches: "client-rejection",
};

const borrowed: CheckQuestion = {
  id: "borrowed",
  about: t`What a relay can pass on`,
  question: t`Mallory poses as Bob to Alice, asks her for her proof, and hands it on to the real Bob. Who stops her?`,
  variants: [
    inScene("mutual-mitm", t`Alice trusts an authority of Mallory’s. Bob makes every check.`),
    inScene("mutual-mitm", t`Alice trusts only the real authority. Bob makes every check.`, { careless: "off" }),
    inScene("mutual-mitm", t`Alice trusts an authority of Mallory’s. Bob skips the signature.`, {
      "skip-signature": "on",
    }),
  ],
  options: [
    option("alice", t`Alice`),
    option("bob", t`Bob: the signature fits another conversation`),
    option("nobody", t`Nobody: certificate and signature are both genuine`, "M6"),
  ],
  answer: (recording) => {
    for (const by of ["alice", "bob"]) {
      const decision = decisionOf(recording, by);
      if (decision !== null && !decision.verdict.accepted) {
        const because = t`${called(recording, by)} refused: \`${decision.verdict.reason ?? ""}\`.`;
        return found(by, because, decision.step);
      }
    }
    return found(
      "nobody",
      t`Bob accepted, and read “${textOf(recording, "bob.opens.request")}” as Alice’s.`,
      "bob.checks.certificate",
    );
  },
  teaches: "mutual-mitm",
};

const whose: CheckQuestion = {
  id: "whose-list",
  about: t`Whose list counts`,
  question: t`Bob wants a certificate of Alice’s. Which of the two refuses the other?`,
  variants: [
    inLab("alice-trusts-none", t`Nobody means harm. Bob’s authority is missing on Alice’s list.`, {
      bobAsks: "require",
      aliceTrusts: "other",
    }),
    inLab("bob-trusts-none", t`Nobody means harm. Alice’s authority is missing on Bob’s list.`, {
      bobAsks: "require",
      bobTrusts: "other",
    }),
    inLab("all-well", t`Nobody means harm. Each has the other’s authority on the list, and not the own one.`, {
      bobAsks: "require",
    }),
    inLab(
      "bob-asks",
      t`Nobody means harm. Bob asks for a certificate and insists; Alice’s program was never told which one to show.`,
      {
        bobAsks: "require",
        aliceShows: "certificate-missing",
      },
    ),
  ],
  options: [
    option("alice", t`Alice refuses Bob`),
    option("bob", t`Bob refuses Alice`),
    option("nobody", t`Neither refuses the other`),
  ],
  answer: (recording) => {
    for (const by of ["alice", "bob"]) {
      const decision = decisionOf(recording, by);
      if (decision !== null && !decision.verdict.accepted) {
        return found(
          by,
          t`${called(recording, by)} refused, with the alert \`${decision.verdict.alert ?? ""}\`.`,
          decision.step,
        );
      }
    }
    return found(
      "nobody",
      t`Both accepted, and “${textOf(recording, "bob.opens.request")}” arrived.`,
      "bob.opens.request",
    );
  },
  teaches: "tls13-mutual",
};

function reasonOf(recording: Recording, by: string): string {
  return decisionOf(recording, by)?.verdict.reason ?? "";
}

export const questions: readonly CheckQuestion[] = [known, crosses, decides, told, leftOut, borrowed, whose];
