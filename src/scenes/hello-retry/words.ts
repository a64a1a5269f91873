import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome, Recording } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, firstOf, packetAt, stepOf } from "../phrases/facts.ts";
import { sizeOf } from "../phrases/names.ts";
import type { Beats } from "../phrases/telling.ts";
import { alertOf, standing, transcriptsOf } from "../phrases/tls/facts.ts";
import { called, offeredIn } from "../phrases/tls/offers.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Alice has to guess`,
  story: t`To save a *round trip*, once there and back, Alice sends a half of a key along with her first word. But halves are of several kinds, and she can’t know which one Bob takes. What if she guesses wrong? And what if Mallory would like them to settle for less than they could?`,
  protocol: t`\`supported_groups\` says what a client can do, \`key_share\` holds halves of some of it (RFC 8446 §4.2.7, §4.2.8). Where none is of use, HelloRetryRequest asks for another (§4.1.4).`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.writes.clientHello": (context) => ({ story: guessed(context) }),
  "clientHello.reaches.bob": ({ recording }) =>
    wasChanged(recording, "clientHello")
      ? null
      : {
          story: t`It lies open all the way. The routers can read what Alice can do, which half she has sent, and whom she wants.`,
        },
  "bob.reads.clientHello": (context) =>
    standing(context, "bob")?.failure?.alert === "handshake_failure"
      ? {
          title: t`Bob finds nothing that both can do`,
          story: t`He goes through the kinds that she named, and takes none of them. To ask again would be of no use: she has said all that she can do.`,
          protocol: t`No group in common: \`handshake_failure\` (RFC 8446 §4.1.1).`,
          tick: t`nothing in common`,
        }
      : null,
  "mallory.swallows.clientHello": ({ recording }) =>
    stepOf(recording, "mallory.writes.helloRetryRequest") === null
      ? null
      : {
          title: t`Mallory keeps the hello, and will answer it herself`,
          story: t`It lies open, so she knows what Alice can do, and which half she has sent. Bob does not hear of it.`,
        },
  "mallory.writes.helloRetryRequest": {
    title: t`Mallory asks for another half, in Bob’s name`,
    story: t`Bob has not heard a word of Alice’s yet. The request needs no key and no signature, so Mallory can write one as well as he could: “Not with that half. Send me one of P-256.”`,
  },
  "helloRetryRequest.reaches.alice": (context) =>
    packetAt(context.recording, context.step.id)?.author === "mallory"
      ? {
          story: t`It looks as one from Bob would look, byte for byte. Alice can’t tell the difference, and need not: she writes it down with all the rest.`,
        }
      : null,
  "alice.makes.half.2": ({ recording }) => ({
    title: t`Alice makes a half of the other kind`,
    story:
      stepOf(recording, "bob.writes.helloRetryRequest") === null
        ? t`As far as she knows, Bob has asked for it. She can do this kind, too, so she does not mind.`
        : t`The first half is of no use now, and is thrown away. Guessing wrong has cost a round trip, and nothing else.`,
  }),
  "secondClientHello.reaches.bob": ({ recording }) =>
    stepOf(recording, "bob.writes.helloRetryRequest") === null || wasChanged(recording, "secondClientHello")
      ? null
      : {
          story: t`Bob holds it against the first one. Anything else that had changed between the two, he would refuse.`,
        },
  "alice.derives.handshakeKeys": fingerprint,
  "bob.derives.handshakeKeys": fingerprint,
  "alice.opens.encryptedExtensions": ({ recording }) => {
    const [alice, bob] = bothTranscripts(recording);
    return alice === undefined || alice !== bob
      ? null
      : {
          title: t`It opens: both have heard the same`,
          story: t`Alice’s fingerprint of all that was said is ${alice}, and so is Bob’s. Every hello is in it${
            stepOf(recording, "bob.writes.helloRetryRequest") === null ? "" : t`, and the request as well`
          }. Had somebody on the way changed or written one of them, this would not have opened.`,
        };
  },
  "alice.fails.encryptedExtensions": ({ recording }) => {
    const [alice, bob] = bothTranscripts(recording);
    return alice === undefined || bob === undefined || alice === bob
      ? null
      : {
          title: t`It does not open: the two have not heard the same`,
          story: t`Alice’s fingerprint of all that was said is ${alice}: of the hello that she sent. Bob’s is ${bob}: of the hello that he got. The halves fit, and give one secret; but the fingerprint goes into every key, and so the keys differ.`,
          tick: t`keys differ`,
        };
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`A server may seal its memory of the first hello into the cookie, and keep nothing; this Bob keeps it.`,
  t`P-256 is not weak. Today the same trick would aim at the group that is safe from quantum computers, or at old versions.`,
  t`Up to TLS 1.2 the hellos were not in every key, and such tricks could work: FREAK and Logjam were two of them.`,
];

function guessed({ recording }: StepContext): string {
  const packet = packetAt(recording, "alice.writes.clientHello");
  const { groups, shares } = packet === null ? { groups: [], shares: [] } : offeredIn(recording, packet);
  return shares.length < groups.length
    ? t`“I can do ${called(groups)}. Here is a half of ${called(shares)}, in case you take that.” It is a guess. A half of each would make the hello longer, and cost work for nothing.`
    : t`“I can do ${called(groups)}, and here is a half of each.” One of them will be of no use; but now there is nothing to guess.`;
}

/** The ends’ transcript hashes, side by side where both have one. */
function bothTranscripts(recording: Recording): readonly [alice: string | undefined, bob: string | undefined] {
  const found = transcriptsOf(recording);
  return [found.get("alice"), found.get("bob")];
}

/** At the second of the two: what both have hashed, side by side. */
function fingerprint(context: StepContext): Partial<StepWords> | null {
  const { recording, event, index } = context;
  const [alice, bob] = bothTranscripts(recording);
  const other = event.actor === "alice" ? "bob.derives.handshakeKeys" : "alice.derives.handshakeKeys";
  const isSecond = recording.steps.slice(0, index - 1).some(({ id }) => id === other);
  const wasAsked = firstOf(recording, "alice.writes.secondClientHello") !== null;
  if (!isSecond && wasAsked) {
    return {
      story: t`Her own secret half and Bob’s open one give a number that was never sent. From it, and from a fingerprint of all that was said, the request and both of her hellos included, come two keys: one for each direction.`,
    };
  }
  if (!isSecond || alice === undefined || bob === undefined) return null;
  return alice === bob
    ? {
        story: t`The same two keys, from the other side. Into them went a fingerprint of all that was said: ${bob} at Bob’s end, ${alice} at Alice’s. It is the same: both have heard the same hellos.`,
      }
    : {
        title: t`Bob works out keys, and they are not Alice’s`,
        story: t`The halves fit together. But into the keys goes a fingerprint of all that was said: ${bob} at Bob’s end, ${alice} at Alice’s. They have not heard the same hellos. So far neither of them knows.`,
      };
}

function wasChanged(recording: Recording, label: string): boolean {
  return recording.steps.some(
    ({ event }) => event.type === "changes" && artifact(recording, "packet", event.packet).label === label,
  );
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { sent, smooth } = courseOf(context, outcome);
  const asked = packetAt(recording, "bob.writes.helloRetryRequest");
  const more = t`Let Mallory *weaken* it, and watch where it ends.`;
  if (kind === "arrived" && smooth && asked !== null) {
    const again = packetAt(recording, "alice.writes.secondClientHello");
    const bytes = sizeOf(asked) + (again === null ? 0 : sizeOf(again));
    return {
      title: t`The end: one round trip more, and all is well`,
      story: t`The second try cost two messages more, ${bytes} bytes, and one round trip. Nothing else is different: the same certificate, the same seals. ${more}`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: a good guess saves a round trip`,
      story: t`One of Alice’s halves was of use to Bob, so he could answer at once. Most do it like this: they send the half that nearly everybody takes. ${more}`,
    };
  }
  if (sent.length > 0) return plainEnding(context, outcome, more);
  const caught = firstOf(recording, "alice.fails.encryptedExtensions");
  if (caught !== null && meddled(recording)) {
    return {
      title: t`The end: Mallory could ${hasWritten(recording) ? t`ask in Bob’s name` : t`change the hello`}, but not unnoticed`,
      story: t`Alice could not open what came, and hung up before anything was said. All that was said in the open goes into every key, so meddling with it only cuts the line. In TLS 1.3 nobody on the way can talk two honest ends into less than they can do.`,
    };
  }
  const alert = refusalIn(recording);
  if (alert === null) return plainEnding(context, outcome, more);
  return {
    title: t`The end: no handshake, but ${alert}`,
    story:
      alert === "handshake_failure"
        ? t`They have no kind of half in common, so there is no key to be made, and the refusal lies open: there is nothing to seal it with. Let Bob take *P-256*, and they find one.`
        : t`What came was against the rules, and was refused on the spot. Nothing was said, so nothing was lost.`,
  };
}

function hasWritten(recording: Recording): boolean {
  return recording.steps.some(({ event }) => event.actor === "mallory" && event.type === "writes");
}

function meddled(recording: Recording): boolean {
  return recording.steps.some(
    ({ event }) => event.actor === "mallory" && (event.type === "changes" || event.type === "writes"),
  );
}

/** The first alert that was sent openly; null where there was none. */
function refusalIn(recording: Recording): string | null {
  for (const { event } of recording.steps) {
    if (event.type !== "writes") continue;
    const alert = alertOf(recording, artifact(recording, "packet", event.packet));
    if (alert !== null) return alert;
  }
  return null;
}
