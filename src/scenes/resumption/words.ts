import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, packetAt } from "../phrases/facts.ts";
import type { Beats } from "../phrases/telling.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { type Cost, handshakeCost, isEarly, wasReplayed, wasTakenTwice } from "./facts.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`They have met before`,
  story: t`A handshake takes a round trip, a certificate and a signature. Alice and Bob will talk twice today. Watch what they keep from the first time, and what they leave out the second time. And watch Mallory, who can read nothing: what is a copy worth to her?`,
  protocol: t`Resumption with a PSK in the mode \`psk_dhe_ke\` (RFC 8446 §2.2), and early data, or 0-RTT (§2.3). What Bob sends in one go is one packet here; the scene \`tls13\` tells it message by message.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.seals.request": {
    story: t`The first conversation is as in the scene \`tls13\`. Who Bob is, she has checked: his certificate, and that its key is here.`,
  },
  "alice.waits": {
    title: t`An hour later, Alice has another letter for Bob`,
    story: t`Of the first conversation nothing is left: its channels are closed, its keys and halves thrown away. But one secret both have kept, and Alice the ticket that names it.`,
    tick: t`an hour later`,
  },
  "alice.makes.half.2": {
    title: t`Alice makes a fresh half all the same`,
    story: t`With the kept secret alone they could go on, too. But then whoever steals it one day could open today’s talk. With fresh halves it stays shut, all but what is sent early.`,
  },
  "alice.derives.earlyKeys": {
    story: t`She has the secret that was kept, and her own hello. That is enough for one key, in one direction, before Bob has said a word.`,
  },
  "clientHello.reaches.bob.2": {
    story: t`The ticket lies open, and means nothing to the routers. They can see that somebody comes back, and that early data follows if it does; whom Alice wants, they can read as ever.`,
  },
  "bob.opens.request.2": (context) =>
    isEarly(packetOf(context))
      ? {
          story: t`He can read it before he has answered a word: not a single round trip was lost. That it is Alice’s, the key shows. That it is new, nothing shows but his own account of tickets.`,
        }
      : null,
  "bob.acts.2": ({ recording }) =>
    isEarly(packetAt(recording, "bob.opens.request.2"))
      ? {
          story: t`Bob does not wait until the handshake is complete. For a letter that only asks for something, that would be harmless; this one moves money.`,
        }
      : null,
  "bob.derives.earlyKeys": ({ after }) => ({
    title: t`Bob takes the ticket, and has the same key`,
    story: t`The checksum in the hello fits: whoever made it has the secret. ${
      after.switches["no-account"] === "on"
        ? t`That this ticket has now been used, this Bob tells nobody.`
        : t`He writes down that this ticket has been used: each counts once.`
    } From the secret and the hello comes the same key.`,
  }),
  "bob.writes.serverHello.2": ({ recording }) => ({
    story: isEarly(packetAt(recording, "bob.opens.request.2"))
      ? t`He goes on with the ticket, and says so. And he gives a fresh half of his own: from here on there is something new in the keys each time.`
      : t`He knows the ticket, and the checksum in the hello fits: whoever made it has the secret. So he takes it, and gives a fresh half of his own.`,
  }),
  "alice.derives.handshakeKeys.2": ({ recording }) =>
    costs(recording)[1]?.withCertificate === true
      ? null
      : {
          story: t`Three things go into these keys: the secret that was kept, the number that the fresh halves give, and a fingerprint of both hellos. Whoever lacks the first is not Bob; whoever lacks the second can’t read.`,
        },
  "bob.seals.flight.2": ({ recording }) => {
    const [first, second] = costs(recording);
    return first === null || second === null || second.withCertificate
      ? null
      : {
          title: t`Bob seals the rest: no certificate, no signature`,
          story: t`Who he is he showed an hour ago, and only he and Alice have the secret from then. The first handshake took ${spelt(first)}; this one takes ${spelt(second)}.`,
        };
  },
  "alice.opens.flight.2": ({ recording }) =>
    costs(recording)[1]?.withCertificate === false
      ? {
          title: t`It opens, so it is Bob: nobody else has the secret`,
          story: t`Alice checks no certificate this time. It could have run out since, or been revoked: she would not notice. That is why tickets are good for hours, and never for more than seven days.`,
        }
      : null,
  "mallory.waits": {
    title: t`Alice and Bob have said goodbye, and Mallory has a copy`,
    story: t`They have thrown the keys of this conversation away, too. What Mallory has is what any router could keep: a hello that lay open, and a sealed letter that she can’t read.`,
    tick: t`a moment later`,
  },
  "mallory.repeats.clientHello": {
    title: t`Mallory sends Alice’s hello once more`,
    story: t`Byte for byte as it went by, as a call of her own. She has no key, and changes nothing.`,
    protocol: t`The same bytes on a TCP connection of her own. She has to be quick: the age of the ticket stands in the hello, and this Bob takes early data only if it is right to within ten seconds (RFC 8446 §8.3).`,
  },
  "mallory.repeats.request": {
    title: t`Mallory sends the sealed letter once more`,
    story: t`What is in it she can’t read. Perhaps she has seen coins move after it went by, and would like to see more.`,
  },
  "bob.derives.earlyKeys.2": {
    title: t`Bob takes the ticket a second time`,
    story: t`The hello is genuine, and so is the checksum in it: Alice made both. Nobody tells this Bob that the ticket was used before. So he makes the same early key as before.`,
  },
  "bob.opens.request.3": (context) =>
    wasTakenTwice(context.recording)
      ? {
          title: t`Bob opens the copy: it is as genuine as the letter was`,
          story: t`The tag fits, the number fits. Encryption keeps Mallory from reading and from changing it. It does not keep her from sending it again.`,
        }
      : null,
  "bob.acts.3": ({ recording }) =>
    wasTakenTwice(recording)
      ? {
          title: t`Bob pays a second time`,
          story: t`Alice wrote it once. Mallory has read nothing, changed nothing, and holds no key: she only sent it again.`,
        }
      : null,
  "bob.fails.request": (context) =>
    isEarly(packetOf(context))
      ? {
          title: t`Bob knows this ticket, and leaves the letter shut`,
          story: t`It is on his account: used. So for him this is a caller like any other, there is no early key, and what does not open he passes over. He goes on with a full handshake.`,
          protocol: t`A single-use ticket (RFC 8446 §8.1): the PSK is not taken, and records that can’t be opened are skipped, up to a limit (§4.2.10).`,
          tick: t`leaves it shut`,
        }
      : {
          title: t`The copy of the letter does not open`,
          story: t`It was sealed with keys that both halves had gone into. Bob’s half is new each time, so this line has other keys. What was said after the handshake can’t be sent again.`,
          tick: t`does not open`,
        },
  "bob.seals.restOfFlight": {
    title: t`Bob answers the copy, and nobody can use his answer`,
    story: t`He takes it for one more call, and sends what comes next in a handshake. It is sealed for whoever has the secret of the half in the hello.`,
  },
  "restOfFlight.reaches.mallory": {
    story: t`It comes back to Mallory, who made the call. Alice hears nothing of it.`,
  },
  "mallory.fails.restOfFlight": {
    title: t`Mallory can’t go on: the half in the hello is Alice’s`,
    story: t`To answer she would need the secret number behind it, and that never left Alice’s desk. This handshake will never be complete. What she could send again, she has sent.`,
  },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Servers often give out several tickets, and new ones with each conversation; a client should show each only once, so that nobody can tell that it is the same one.`,
  t`Servers with many machines mostly seal the session into the ticket itself, and then must share an account of used ones, or none has it.`,
  t`Browsers send early only what asks and does not act; a server may answer 425 (RFC 8470) to have it sent again later.`,
];

function costs(recording: StepContext["recording"]): readonly [Cost | null, Cost | null] {
  return [handshakeCost(recording, 1), handshakeCost(recording, 2)];
}

function spelt({ messages, bytes }: Cost): string {
  return t`${messages} messages and ${bytes} bytes`;
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { sent, smooth } = courseOf(context, outcome);
  const [text] = (outcome.repeated ?? []).map((one) => one.text);
  if (kind === "repeated" && text !== undefined) {
    return {
      title: t`The end: Bob paid twice, and Mallory has read nothing`,
      story: t`“${text}” was written once, and taken in twice. It was encrypted, and still it could be sent again: early data has nothing of Bob’s in its key that would be new. What helps is an account of used tickets, or to send early only what may well come twice.`,
    };
  }
  const [first, second] = costs(recording);
  const saved = first === null || second === null ? null : first.bytes - second.bytes;
  if (kind === "arrived" && wasReplayed(recording)) {
    return {
      title: t`The end: the copy was of no use to Mallory`,
      story: isEarly(packetAt(recording, "bob.fails.request"))
        ? t`Bob could not open the copy, because he counts each ticket once. It was his bookkeeping that helped, not the encryption. Under *What if…?* take the account away, and watch the coins.`
        : t`Bob could not open the copy: his half, new each time, is in every key after the handshake. Let the second letter go *early*, and take Bob’s account away: then it is another story.`,
    };
  }
  if (kind === "arrived" && smooth && saved !== null && saved > 0 && sent.length > 0) {
    return {
      title: t`The end: the second time was cheaper`,
      story: t`No certificate, no signature, ${saved} bytes less${
        isEarly(packetAt(recording, "bob.opens.request.2")) ? t`, and the letter was there before the first answer` : ""
      }. Both had kept one secret, and thrown all others away. Let Mallory *replay*, and see what a copy is worth.`,
    };
  }
  return plainEnding(context, outcome);
}
