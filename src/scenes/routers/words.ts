import { t } from "../../language/t.ts";
import { ending, said, stepOf, textAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Every letter passes through strangers’ hands`,
  story: t`Between Alice and Bob stand routers: strangers’ computers that hand the letter on. One of them can turn into Mallory, who does more than carry; you can switch her at any step. Watch what each of them holds in its hands.`,
  protocol: t`Packets are forwarded hop by hop. The attacker here is the one of RFC 3552 §3: whoever sits on the path can read, change, add and drop.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.writes.request": { story: t`The same letter as before, on the same open sheet.` },
  "request.reaches.router1": {
    story: t`The first stranger has it in hand. Alice did not choose this router and does not know it.`,
  },
  "router1.reads.request": {
    story: t`It was asked to carry the letter. The words lie open, so it can read them, and keep a copy for ever.`,
  },
  "mallory.reads.request": {
    story: t`Mallory reads the letter in passing. Reading leaves no trace: nobody will ever know that she did.`,
  },
  "mallory.changes.request": {
    story: t`A sheet of paper can be written anew. Nothing on it shows that it was touched.`,
  },
  "bob.reads.request": bobReads,
  "bob.acts": (context) =>
    isAltered(context)
      ? { story: t`Bob does what the sheet says. Alice never wished for this, and the money is gone.`, tick: t`pays` }
      : { story: t`Bob does what the sheet says. This time it is what Alice wished for.`, tick: t`pays` },
  "bob.writes.reply": {
    story: t`Bob answers on an open sheet, and it goes back through the same hands.`,
  },
  "mallory.changes.reply": {
    story: t`Now the answer, so that Alice suspects nothing. Both directions pass through her hands.`,
  },
  "alice.reads.reply": aliceReads,
  end: ending((kind) => {
    const protocol = t`Three services are missing (RFC 3552 §2.1): confidentiality, data integrity, and authentication of the peer.`;
    if (kind === "deceived") {
      return {
        title: t`The end: read by all, rewritten, and nobody noticed`,
        story: t`Two problems have to be solved. Nobody else should be able to *read* the letter. And Bob should know *who* sent it and that it is *unchanged*. First: secrets.`,
        protocol,
      };
    }
    return {
      title: t`The end: it arrived, and every stranger could read it`,
      story: t`Nobody changed a word, but only because nobody wished to, and neither end could have told. Two problems remain: nobody else should be able to *read* the letter, and Bob should know *who* sent it and that it is *unchanged*. First: secrets.`,
      protocol,
    };
  }),
};

export const leavesOut: readonly string[] = [
  t`A real path has ten or twenty routers, and packets need not all take the same one.`,
  t`Mallory need not own a router: a Wi-Fi access point, a cable or a false address entry does as well.`,
];

function isAltered({ recording }: StepContext): boolean {
  return textAt(recording, "bob.reads.request") !== textAt(recording, "alice.writes.request");
}

function bobReads(context: StepContext): Partial<StepWords> {
  const original = textAt(context.recording, "alice.writes.request");
  return isAltered(context)
    ? { story: t`Alice wrote “${original ?? ""}”. Bob has only this sheet, and nothing on it tells him.` }
    : { story: t`These are Alice’s own words. Bob can’t know that: a rewritten sheet would look no different.` };
}

function aliceReads(context: StepContext): Partial<StepWords> {
  const sent = textAt(context.recording, "bob.writes.reply");
  if (stepOf(context.recording, "bob.writes.reply") !== null && sent !== said(context)) {
    return { story: t`Bob wrote “${sent ?? ""}”. Alice reads what she hoped to read, and all seems well.` };
  }
  return { story: t`She reads what Bob wrote. So could everybody on the way.` };
}
