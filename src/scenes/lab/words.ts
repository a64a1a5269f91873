import { inQuotes, t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { notAsked } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords, SwitchSpec } from "../types.ts";
import { causeOf, firstFailure } from "./cause.ts";
import { chosenIn } from "./chosen.ts";
import { common, type LabSetup } from "./setup.ts";
import { turned } from "./turning.ts";

/** The words of a run of the lab: the common ones of TLS, the lab's own switches, and how it ended. Total. */
export function labWords(setup: LabSetup, switches: readonly SwitchSpec[]): (context: StepContext) => StepWords {
  const tell = tellTls(beatsOf(setup));
  return (context) => turned(switches, context) ?? tell(context);
}

/** Before the first step: what was chosen. */
export function openingOf(setup: LabSetup, switches: readonly SwitchSpec[]): StepWords {
  const chosen = chosenIn(setup, switches);
  const shown = chosen.slice(0, 4).join("; ");
  const more = chosen.length > 4 ? t`; and ${chosen.length - 4} more` : "";
  return {
    title: chosen.length === 0 ? t`The lab: everything is in order, so far` : t`The lab: as you have set it up`,
    story:
      chosen.length === 0
        ? t`Two ends as they are today, with nothing wrong. Change what you like, before the run or in the midst of it. Nothing that happens then is prepared: both ends run TLS, and what they do is what comes of it.`
        : t`Chosen: ${shown}${more}. What comes of it nobody has written down: both ends run TLS, and do what it has them do.`,
    protocol: t`TLS 1.3 (RFC 8446), with the groups, suites and protocols that are chosen (§4.1.1, §9.1; RFC 7301). Certificates are judged by RFC 5280 and RFC 9525, at the time that the scene has.`,
    tick: t`start`,
  };
}

export const leavesOut: readonly string[] = [
  t`A real client often tries again after a failure, with other settings, another address, or an older version.`,
  t`There is no clock: that the line is dead is noticed when nothing more is under way, not after a time.`,
  t`Lists and answers about revoked certificates lie ready; how they are fetched is not shown.`,
];

function beatsOf(setup: LabSetup): Beats {
  return {
    "mallory.makes.keyPair": { story: t`Mallory makes the keys for what she is going to show. They are hers alone.` },
    "mallory.makes.copy": ({ event, recording }) =>
      event.type === "makes" && recording.steps.some((step) => step.event.type === "steals")
        ? {
            title: t`Mallory takes out Bob’s own certificate, and has its key`,
            story: t`Certificates are public. With the stolen key to it, she can sign as only Bob could.`,
          }
        : null,
    "mallory.steals.bob": {
      title: t`Mallory has stolen Bob’s private key`,
      story: t`From a backup, a disk, a careless colleague. Nothing on the wire can show that it is hers now, too.`,
      protocol: t`The private key of Bob’s certificate: whoever has it makes CertificateVerify as Bob does (RFC 8446 §4.4.3).`,
    },
    "bob.reads.clientHello": nothingCommon(setup),
    "mallory.reads.clientHello": ({ recording }) =>
      firstFailure(recording)?.actor === "mallory" ? nothingCommon(setup)() : null,
    end: ending((kind, context, outcome) => endOf(kind, context, outcome, setup)),
  };
}

/** What it is that the two don’t have in common, where that is why a ClientHello will not do. */
function nothingCommon(setup: LabSetup): () => Pick<StepWords, "story"> | null {
  const { missing } = common(setup);
  if (missing === null) return () => null;
  return () => ({
    story: t`Alice says what she can do, and no ${missing} in it will do here. Without one there is nothing to go on with.`,
  });
}

/** What came of a copy that Mallory sent; null where she sent none. */
function copyEnding({ recording }: StepContext, { repeated = [] }: Outcome): Pick<StepWords, "title" | "story"> | null {
  if (!recording.steps.some(({ event }) => event.type === "repeats")) return null;
  const [twice] = repeated;
  return twice === undefined
    ? {
        title: t`The end: the copy came to nothing`,
        story: t`Mallory sent once more what she had copied. She holds no key to any of it, and what Bob answered to the copied hello she could not use: nothing was read a second time.`,
      }
    : {
        title: t`The end: written once, and taken twice`,
        story: t`Bob took “${twice.text}” a second time. Early data has nothing in it that says that it is new (RFC 8446 §8): only an account of used tickets could have told him.`,
      };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome, setup: LabSetup): Partial<StepWords> {
  const cause = causeOf(context, setup);
  const { arrived, smooth } = courseOf(context, outcome);
  const missing = notAsked(context.recording);
  const copied = copyEnding(context, outcome);
  if (copied !== null && kind === "arrived") return copied;
  if (kind === "deceived" || kind === "read") {
    return plainEnding(context, outcome, missing === null ? (cause?.sentence ?? "") : t`Nobody asked ${missing}.`);
  }
  if (cause !== null) {
    const said =
      arrived.length === 0 ? "" : t`Arrived before that: ${[...new Set(arrived)].map(inQuotes).join(t` and `)}. `;
    const never = arrived.length === 0 ? t`Nothing of what was to be said has arrived. ` : "";
    return { title: t`The end: ${cause.title}`, story: `${cause.sentence} ${said}${never}`.trim() };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: it arrived, and stayed between the two`,
      story:
        missing === null
          ? t`Question and answer came as they were written, nobody else could read them, and both ends know that nothing is missing.`
          : t`Question and answer came as they were written. But nobody asked ${missing}: this time no harm came of it.`,
    };
  }
  return plainEnding(context, outcome);
}
