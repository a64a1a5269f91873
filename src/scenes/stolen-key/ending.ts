import { dayText, t } from "../../language/t.ts";
import type { Outcome, Recording } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import type { EndingKind } from "../phrases/facts.ts";
import { leftOut, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { defenceIn, gotBy, isMallorys, revokedAt, sinceTheft, stolenIn } from "./facts.ts";

type End = Pick<StepWords, "title" | "story">;

/** How it ended, and how long this defence left Mallory. */
export function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): End {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const fooled = (kind === "deceived" || kind === "read") && isMallorys(recording) && mishaps.length === 0;
  if (fooled) return passed(recording);
  if (kind === "refused" && sent.length === 0) return stopped(recording) ?? plainEnding(context, outcome);
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: the real Bob passes`,
      story: t`Whatever Alice asks for, Bob has it: for him no defence is in the way. Let Mallory *pose* from the start, and compare.`,
    };
  }
  return plainEnding(context, outcome, t`Let Mallory *pose* from the start, and choose *Alice’s defence*.`);
}

/** Mallory was Bob to Alice. */
function passed(recording: Recording): End {
  const stolen = stolenIn(recording);
  const until = stolen?.notAfter ?? "";
  if (verdictsOf(recording).some((verdict) => leftOut(verdict).length > 0)) {
    return {
      title: t`The end: ${wordIn(recording) === null ? t`nobody answered` : t`the word was too old`}, and she went on`,
      story: t`Alice had a defence, and let silence switch it off. Mallory can keep the newest word from her whenever she likes: until ${date(until)}, when the certificate runs out, ${sinceTheft(recording, until)} after the theft.`,
    };
  }
  const defence = defenceIn(recording);
  const word = wordIn(recording);
  if (word !== null) {
    return {
      title: t`The end: an older word was good enough`,
      story: t`Revoked, and still believed: the older word counts until ${date(word.nextUpdate)}, ${sinceTheft(recording, word.nextUpdate)} after the theft. That is how long this defence leaves Mallory. Let Alice call after 8 days, and see.`,
    };
  }
  return defence === "days"
    ? {
        title: t`The end: it works, and not for long`,
        story: t`Nobody has noticed, and nobody needs to: the certificate runs out on ${date(until)}, ${sinceTheft(recording, until)} after the theft. Let Alice call after 8 days.`,
      }
    : {
        title: t`The end: every check was right, and Mallory was Bob`,
        story: t`Nothing was skipped, nothing was forged. She can go on until the certificate runs out: on ${date(until)}, ${sinceTheft(recording, until)} after the theft. Choose *Alice’s defence*, and compare.`,
      };
}

/** Alice refused in time; null where that was for another reason than the scene’s. */
function stopped(recording: Recording): End | null {
  const stolen = stolenIn(recording);
  const at = revokedAt(recording);
  const reason = verdictsOf(recording).find((verdict) => !verdict.accepted)?.reason;
  if (reason === "revoked" && at !== null) {
    return {
      title: t`The end: taken back, and refused`,
      story: t`Bob noticed, and Alice heard of it. What is left to Mallory are the ${sinceTheft(recording, at)} until he did, and everybody who does not ask, or goes by an older word. Let Mallory see to it that an *older* one comes, or *none*.`,
    };
  }
  if (reason === "revocation-unknown") {
    return {
      title: t`The end: no word that counts, no connection`,
      story: t`${
        wordIn(recording) === null
          ? t`Silence gets Mallory nothing.`
          : t`An old word gets Mallory nothing once it has run out, and neither would silence.`
      } But it costs something: whenever the authority can’t be reached, this Alice refuses the real Bob as well. That is why so many programs go on instead. Try it under *What if…?*.`,
    };
  }
  if (reason !== "expired" || stolen === null) return null;
  return {
    title: t`The end: it ran out by itself`,
    story: t`Mallory had ${sinceTheft(recording, stolen.notAfter)}, from the theft to ${date(stolen.notAfter)}. Nobody noticed, nobody published, nobody was asked. The price: Bob needs a new certificate every few days, and a program that never forgets.`,
  };
}

/** The authority’s word that Alice went by or looked at; null where none came. */
function wordIn(recording: Recording): ReturnType<typeof gotBy> {
  const defence = defenceIn(recording);
  return defence === "staple" ? gotBy(recording, "mallory") : defence === "list" ? gotBy(recording, "alice") : null;
}

function date(iso: string): string {
  return `${dayText(iso)} ${iso.slice(0, 4)}`;
}
