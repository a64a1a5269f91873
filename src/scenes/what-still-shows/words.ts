import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, packetAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { nameAsked } from "../phrases/tls/facts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { answerIn, type Inference, inferenceIn, pageAsked, pagesKnown, sealedSoFar } from "./facts.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`What a router still sees`,
  story: t`Bob’s machine serves two sites: a clinic’s and a bank’s. Alice reads one page, over TLS that nobody breaks. Mallory only listens. But first she visits the site herself, as anybody can, and measures: how long is the answer to each question?`,
  protocol: t`Plain of every connection: addresses, the ClientHello, and of each record its type, version and length (RFC 8446 §5.2). Lengths can be hidden by padding (§5.4); traffic analysis is treated in §E.3.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.measures.reply": (context) =>
    measuredWords(
      context,
      t`She asks as any visitor may, over TLS of her own, and gets what everybody gets. What the page says does not matter to her: she notes how long it is on the wire.`,
    ),
  "mallory.measures.reply.2": (context) =>
    measuredWords(context, t`The next page, on the same visit. Again she notes the length, and nothing else.`),
  "mallory.measures.reply.3": (context) =>
    measuredWords(
      context,
      t`And the last. That is all her preparation; now she goes back to carrying what others say.`,
    ),
  "alice.writes.clientHello": (context) => ({
    story: t`Two sites behind one address: so the hello has to say which is meant, before there is any key. It also offers the language of what will follow, HTTP. ${siteIn(context)} stands there for all to read.`,
    protocol: t`\`server_name\` (RFC 6066 §3) and \`application_layer_protocol_negotiation\` (RFC 7301) stand in ClientHello, unprotected (RFC 8446 §4.1.2). Bob’s choice of protocol will come sealed, in EncryptedExtensions.`,
  }),
  "mallory.reads.clientHello": (context) => ({
    story: t`She knows the two ends from the addresses; carrying takes no less. Now she knows the site, too: ${siteIn(context)}. To learn that she broke nothing and guessed nothing.`,
    tick: t`reads the name`,
  }),
  "bob.seals.encryptedExtensions": {
    story: t`From here on everything is sealed, first of all what Bob chose from Alice’s offers. What was offered lay open; what was chosen does not.`,
  },
  "mallory.fails.serverCertificate": {
    story: t`In TLS 1.2 the certificate passed open: whose site it is could be read twice. Here it is a sealed record, and what shows is that it is the longest so far.`,
    tick: t`can’t read it`,
  },
  "alice.seals.request": (context) => ({
    title: t`Alice asks for the page, sealed: ${pageAsked(context.recording) ?? "none"}`,
    story: t`Which page she wants stands inside, and no name of a page is longer than another. From outside: one short record, from her to Bob.`,
    tick: t`asks, sealed`,
  }),
  "bob.opens.request": {
    title: t`Bob opens the question, and sees which page it is`,
    story: t`It stands here in plain HTTP, for Bob’s machine alone: the page, and once more the site that was named outside.`,
  },
  "bob.seals.reply": (context) => ({
    title: t`Bob seals the page`,
    story: replyStory(context),
    tick: t`seals the page`,
  }),
  "mallory.fails.reply": {
    story: t`She has no key, and nothing to try. What she holds is one sealed record: whence, whither, after which other, and how long.`,
  },
  "mallory.infers.reply": (context) => inferenceWords(context),
  "alice.opens.reply": {
    title: t`Alice opens the page, and reads`,
    story: t`For Alice it is a page of text. She sees nothing of what it told others on its way.`,
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`There are no clocks here. In life the pauses between packets, and how fast answers come, give away still more.`,
  t`Pages are many answers: text, pictures, scripts. Their sizes together are a fingerprint, which padding of single records blurs too little.`,
  t`Encrypted ClientHello (RFC 9849) hides the name where both ends have it. The addresses stay; and who asks DNS for a name asks for it somewhere.`,
];

/** One page of Mallory’s own visit. */
function measuredWords({ event }: StepContext, how: string): Partial<StepWords> | null {
  if (event.type !== "infers") return null;
  const [page = ""] = event.candidates;
  return {
    title: t`Mallory visits ${page}: ${event.size} bytes`,
    story: how,
    protocol: t`The length of the record that carried the answer, with its header of five bytes: ${event.size} bytes. The whole visit, a handshake and three questions, is told in three steps.`,
    tick: t`measures a page`,
  };
}

function siteIn({ recording }: StepContext): string {
  const packet = packetAt(recording, "alice.writes.clientHello");
  return (packet === null ? null : nameAsked(recording, packet)) ?? t`the name`;
}

function replyStory({ recording }: StepContext): string {
  const answer = answerIn(recording);
  if (answer === null) return t`The answer goes out, sealed.`;
  const { text, wire } = answer;
  const extra = wire - text;
  return extra < 30
    ? t`The answer has ${text} bytes, the record ${wire}: ${extra} more, and always ${extra}. The seal hides what is said. It does not hide how much.`
    : t`The answer has ${text} bytes, the record ${wire}. What was missing was filled up with zeros, inside the seal: from outside nobody can tell them from text.`;
}

function inferenceWords(context: StepContext): Partial<StepWords> | null {
  const { event, recording, index } = context;
  if (event.type !== "infers") return null;
  const known = pagesKnown(recording).length;
  const { alice, bob } = sealedSoFar(recording, index);
  return {
    title: titleOf(event, known),
    story: t`${measured(event)} ${concluded(event, known)} She has opened nothing, and never will.`,
    protocol: t`\`TLSCiphertext.length\` lies open (RFC 8446 §5.2): content, one byte of type, padding if there is any (§5.4), a tag of 16 bytes. Passed so far: ${alice} sealed packets from Alice, ${bob} from Bob.`,
    tick: t`measures it`,
  };
}

function titleOf({ candidates }: Inference, known: number): string {
  const [only] = candidates;
  if (only === undefined) return t`Mallory measures the record, and knows no page of that size`;
  if (candidates.length === 1) return t`Mallory knows the page by its length: ${only}`;
  return candidates.length < known
    ? t`Mallory measures the record: ${candidates.length} of ${known} pages remain`
    : t`Mallory measures the record, and is none the wiser`;
}

function measured({ size }: Inference): string {
  return t`${size} bytes, right after something from Alice: that must be the page.`;
}

function concluded({ candidates }: Inference, known: number): string {
  const names = candidates.map((page) => page.split("/")[1] ?? page);
  if (names.length === 0) return t`On her list nothing is as short as this.`;
  if (names.length === 1) return t`On her list one page alone fits: *${names[0] ?? ""}*.`;
  return names.length < known
    ? t`On her list ${names.map((name) => `*${name}*`).join(t` and `)} fit equally well.`
    : t`On her list all ${known} fit equally well.`;
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { smooth } = courseOf(context, outcome);
  if (kind !== "arrived" || !smooth) return plainEnding(context, outcome);
  const inference = inferenceIn(recording);
  return inference === null ? unwatched(context) : watched(context, inference);
}

function unwatched(context: StepContext): Partial<StepWords> {
  const heard = context.after.actors.mallory?.knows.some((known) => known.how === "in the clear") ?? false;
  return {
    title: heard
      ? t`The end: she knows the site, and measured no page`
      : t`The end: nobody measured, but anybody could`,
    story: t`Every router had the name of the site in its hands, and the length of every record. Whether one looks, the two ends can’t see. Let Mallory *listen* from the start.`,
  };
}

function watched(context: StepContext, { candidates }: Inference): Partial<StepWords> {
  const { recording } = context;
  const asked = pageAsked(recording) ?? "";
  const known = pagesKnown(recording).length;
  if (candidates.length === 1 && candidates[0] === asked) {
    const padded = context.after.switches.padding !== "none";
    return {
      title: t`The end: nothing was opened, and she knows the page`,
      story: padded
        ? t`The padding was too fine for this page: no other comes to the same size. Try a coarser one. What helps is that all that should look alike becomes equally long.`
        : t`Every word stayed sealed. The name lay open, and the length gave away the page. Now let both ends *pad* their records: to multiples of 256 bytes, then to 1,024.`,
    };
  }
  if (candidates.length > 1) {
    const cost = answerIn(recording);
    const price = cost === null ? "" : t` The price: ${cost.wire} bytes for ${cost.text} of text.`;
    return {
      title:
        candidates.length < known
          ? t`The end: she knows the site, and part of the rest`
          : t`The end: she knows the site, and not the page`,
      story: t`With padding, ${candidates.length} of ${known} pages look alike.${price} TLS has room for it and does not do it by itself: how long is long enough, only those who know all the pages can say. The name lay open all the same.`,
    };
  }
  const wrong = candidates.length === 1;
  return {
    title: t`The end: she knows the site, and ${wrong ? t`is wrong about the page` : t`not the page`}`,
    story: wrong
      ? t`What she measured was measured under other rules, so her list misled her: Alice read ${asked}. The name lay open all the same.`
      : t`She had nothing to compare with: this site she had not measured. The name lay open all the same. Let her *listen* from the start.`,
  };
}
