import { t } from "../../language/t.ts";
import { whoActs } from "../phrases/names.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { verdictOf } from "../phrases/verdictFacts.ts";
import type { Scene, StepContext, StepWords } from "../types.ts";
import { LAB, labScene } from "./scene.ts";
import type { LabSetup } from "./setup.ts";

const opening: StepWords = {
  title: t`A puzzle: something is wrong here`,
  story: t`You were called for help. You see both ends: what each sent and heard, its certificates, and whom it trusts. You don’t see what happens between the two, and no end says more than its alert. What is the fault?`,
  protocol: t`An alert is one byte (RFC 8446 §6.2), and several faults share each. Open the certificates, compare them with the trust stores and with the day, and compare what left one end with what reached the other.`,
  tick: t`start`,
};

const end: StepWords = {
  title: t`The end of what the two ends know`,
  story: t`Did everything arrive, as it was sent, and at the right one? Compare the two sides. When you know what is wrong, name it: the same run is made once more with that put right.`,
  protocol: t`What the ends have told is all that there is: alerts, certificates, and the bytes at either side.`,
  tick: t`the end`,
};

/**
 * The scene of a puzzle: the set-up runs as it is, nothing can be switched, and words give nothing away. To be shown with
 * recordings out of `hiddenIn`.
 */
export function puzzleScene(setup: LabSetup): Scene {
  const { scenario, hops } = labScene(setup);
  return {
    card: LAB,
    hops: { ...hops, min: hops.default, max: hops.default },
    switches: [],
    predictions: [],
    opening,
    words: tellHidden,
    leavesOut: [t`What happens between the two ends is left out, so that there is something to find.`],
    breaks: [],
    scenario,
  };
}

const common = tellTls({});

/** The common words, but for what would tell the fault, or would be more than the two ends can know. */
function tellHidden(context: StepContext): StepWords {
  if (context.event.type === "ends") return end;
  return { ...common(context), ...guarded(context) };
}

function guarded(context: StepContext): Partial<StepWords> | null {
  const { event } = context;
  const who = whoActs(context);
  switch (event.type) {
    case "checks":
      return judged(context, who, event.of === "signature");
    case "signs":
      return {
        title: t`${who} signs this very conversation`,
        story: t`All that was said so far, from the first hello to the certificate, goes into one hash, and that is signed.`,
      };
    case "schedules":
      return {
        story: t`From one’s own half and the one that came, and from all that was said so far. Whether the other end has made the same keys, their fingerprints tell.`,
      };
    case "fails":
      return {
        story: t`The tag does not fit. Another key, a record that was changed, one that never came: ${who} can’t tell which, and need not. TLS hangs up.`,
      };
    case "reads":
      return isAlert(context)
        ? null
        : { story: t`This end can’t go on with it. It says why in one word, and no more.` };
    case "opens":
      return isFinished(context)
        ? {
            story: t`The two ends of *this* line have heard the same, word for word. Who they are, a sum does not say.`,
          }
        : null;
    default:
      return null;
  }
}

function judged(context: StepContext, who: string, signature: boolean): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  const what = signature ? t`the signature` : t`what was shown`;
  return {
    title: verdict.accepted ? t`${who} checks ${what}, and goes on` : t`${who} checks ${what}, and hangs up`,
    story: verdict.accepted
      ? t`Nothing in it stopped this end. Whether everything was looked at, it does not say.`
      : t`Something did not fit. Which it was, this end keeps to itself; the alert is all that it tells.`,
    protocol: signature
      ? t`CertificateVerify (RFC 8446 §4.4.3).`
      : t`Path validation (RFC 5280 §6), as RFC 8446 §4.4.2.4 asks.`,
    tick: verdict.accepted ? t`goes on` : t`hangs up`,
  };
}

function isAlert(context: StepContext): boolean {
  return packetOf(context)?.message === "Alert";
}

function isFinished(context: StepContext): boolean {
  return packetOf(context)?.message === "Finished";
}
