import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { messageIn } from "../../sim/tls/inside.ts";
import { codeOf } from "../../tls/extensions/find.ts";
import { firstOf, packetAt, placeOf } from "../phrases/facts.ts";
import { called, offeredIn } from "../phrases/tls/offers.ts";
import type { Prediction } from "../types.ts";

const ASKS = "bob.writes.helloRetryRequest";
const ASKED = "helloRetryRequest.reaches.alice";
const AGAIN = "alice.writes.secondClientHello";
const FIRST_SEALED = ["alice.opens.encryptedExtensions", "alice.fails.encryptedExtensions"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "wrong-half",
    before: ASKS,
    question: t`Bob can’t answer this hello as it is. What will he do?`,
    options: [
      { id: "hangs-up", label: t`Hang up` },
      { id: "own-way", label: t`Send a half of his own kind all the same` },
      { id: "asks", label: t`Ask for another hello` },
    ],
    answer: whatBobDoes,
    settledAt: (recording) => firstOf(recording, ASKS),
  },
  {
    id: "who-asked",
    before: ASKED,
    question: t`The request lies open, and nobody has signed it. When will Alice know whether it was Bob’s?`,
    options: [
      { id: "at-once", label: t`As soon as she reads it` },
      { id: "sealed", label: t`When the first sealed record comes` },
      { id: "never", label: t`Never: such a message can’t be checked` },
    ],
    answer: whenAliceKnows,
    settledAt: (recording) => firstOf(recording, ...FIRST_SEALED, "alice.reads.helloRetryRequest"),
  },
  {
    id: "what-may-change",
    before: AGAIN,
    question: t`Alice may say hello once more. What may she change in it?`,
    options: [
      { id: "anything", label: t`Whatever she likes: it is a new hello` },
      { id: "asked", label: t`What she was asked for, and nothing else` },
      { id: "nothing", label: t`Nothing at all` },
    ],
    answer: whatChanged,
    settledAt: (recording) => firstOf(recording, AGAIN),
  },
];

function whatBobDoes(recording: Recording): ReturnType<Prediction["answer"]> {
  const hello = packetAt(recording, "clientHello.reaches.bob");
  if (hello === null || placeOf(recording, ASKS) < 0) return null;
  const { groups, shares } = offeredIn(recording, hello);
  return {
    option: "asks",
    because: t`The hello that came to him says ${called(groups)}, and brings ${shares.length === 0 ? t`no half` : t`a half of ${called(shares)}`}. He may ask once, and once only.`,
  };
}

function whenAliceKnows(recording: Recording): ReturnType<Prediction["answer"]> {
  const seen = firstOf(recording, ...FIRST_SEALED, "alice.reads.helloRetryRequest");
  if (seen === null || placeOf(recording, ASKED) < 0) return null;
  if (seen === "alice.reads.helloRetryRequest")
    return {
      option: "at-once",
      because: t`It asked for something that makes no sense after her hello, so she refused.`,
    };
  return {
    option: "sealed",
    because:
      seen === "alice.opens.encryptedExtensions"
        ? t`It opened. The request is part of what the keys are made of: had Bob not sent just this one, he would have other keys.`
        : t`It did not open. The request is part of what the keys are made of, and the two had not heard the same.`,
  };
}

function whatChanged(recording: Recording): ReturnType<Prediction["answer"]> {
  const [first, second] = ["alice.writes.clientHello", AGAIN].map((id) => packetAt(recording, id));
  if (first == null || second == null) return null;
  const [was, is] = [messageIn(recording, first), messageIn(recording, second)];
  if (was?.type !== "client_hello" || is?.type !== "client_hello") return null;
  const before = new Map(was.extensions.map((one) => [codeOf(one), JSON.stringify(one)]));
  const changed = is.extensions
    .filter((one) => before.get(codeOf(one)) !== JSON.stringify(one))
    .map(({ type }) => type);
  if (changed.length === 0) return null;
  return {
    option: "asked",
    because: t`Changed: \`${changed.join("`, `")}\`. The random number and all the rest are the same, byte for byte.`,
  };
}
