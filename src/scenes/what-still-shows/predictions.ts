import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, packetAt, stepOf } from "../phrases/facts.ts";
import { nameAsked } from "../phrases/tls/facts.ts";
import type { Prediction } from "../types.ts";
import { inferenceIn, pageAsked, pagesKnown } from "./facts.ts";

/** Where the hello is seen on the way: at Mallory’s router, or once it has passed all of them. */
const HELLO = ["clientHello.reaches.mallory", "clientHello.reaches.bob"] as const;
const INFERS = "mallory.infers.reply";

export const predictions: readonly Prediction[] = [
  {
    id: "which-site",
    before: "alice.writes.clientHello",
    question: t`Next Alice calls. Bob’s machine serves a clinic’s site and a bank’s. Can a router tell which one Alice wants?`,
    options: [
      { id: "hidden", label: t`No: that is what https hides` },
      { id: "machine", label: t`It sees the machine’s address, and not which of the two` },
      { id: "named", label: t`Yes: the name stands there to read` },
    ],
    answer: whichSite,
    settledAt: (recording) => firstOf(recording, ...HELLO),
  },
  {
    id: "which-page",
    before: INFERS,
    question: t`The answer is sealed, and Mallory has no key. Can she tell which of the three pages it is?`,
    options: [
      { id: "no", label: t`No: to her it is noise` },
      { id: "some", label: t`She can rule out some of them` },
      { id: "one", label: t`Yes, for sure` },
    ],
    answer: whichPage,
    settledAt: (recording) => stepOf(recording, INFERS)?.id ?? null,
  },
];

function whichSite(recording: Recording): ReturnType<Prediction["answer"]> {
  const step = firstOf(recording, ...HELLO);
  const packet = step === null ? null : packetAt(recording, step);
  const name = packet === null || packet.seal.as !== "paper" ? null : nameAsked(recording, packet);
  if (name === null) return null;
  return { option: "named", because: t`The hello can’t be sealed yet, and in it stands: ${name}.` };
}

function whichPage(recording: Recording): ReturnType<Prediction["answer"]> {
  const inference = inferenceIn(recording);
  if (inference === null) return null;
  const { size, candidates } = inference;
  const all = pagesKnown(recording).length;
  const [only = ""] = candidates;
  if (candidates.length === 1 && only !== pageAsked(recording)) {
    return { option: "no", because: t`By its ${size} bytes she takes it for ${only}, and is wrong.` };
  }
  if (all === 0)
    return { option: "no", because: t`It has ${size} bytes. She has measured nothing to compare that with.` };
  if (candidates.length === 1) {
    return {
      option: "one",
      because: t`The answer has ${size} bytes, and of the ${all} pages only one has: ${only}.`,
    };
  }
  return candidates.length > 0 && candidates.length < all
    ? { option: "some", because: t`It has ${size} bytes. ${candidates.length} of the ${all} pages can have that.` }
    : { option: "no", because: t`It has ${size} bytes, and that tells none of the ${all} pages from the others.` };
}
