import { numeral, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf } from "../phrases/course.ts";
import { ending, stepOf } from "../phrases/facts.ts";
import { sizeOf } from "../phrases/names.ts";
import type { Beats } from "../phrases/telling.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { isHybrid, shareSizes } from "./facts.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Harvest now, decrypt later`,
  story: t`What Alice and Bob say today, Mallory can’t read. She copies it all the same, and waits for a *quantum computer* that could work secret numbers out of public halves. There is none, and this page can’t run one: one step will *assume* it, and will say so.`,
  protocol: t`The group x25519 (RFC 8446 §4.2.7) against X25519MLKEM768 (RFC 10024; ML-KEM is FIPS 203). But for one number, which is assumed and labelled so, everything is computed: the schedule (§7.1) and each attempt.`,
  tick: t`start`,
};

/** What an Ethernet frame of 1,500 bytes carries of TLS, behind the headers of IP and TCP. */
const ROOM_IN_A_FRAME = 1460;

export const beats: Beats = {
  "alice.makes.half": ({ recording }) =>
    isHybrid(recording)
      ? {
          title: t`Alice makes two halves, of two kinds`,
          story: t`One on the curve X25519, and one of ML-KEM, which rests on another problem: for that one nobody knows a way, not even with a quantum computer. The secret will be made of both, and holds as long as *one* of them does.`,
          protocol: t`\`key_share\` of X25519MLKEM768: an ML-KEM-768 encapsulation key of 1,184 bytes (FIPS 203 §8), then an X25519 public key of 32 (RFC 10024 §4.1).`,
        }
      : {
          story: t`A secret number and a half made from it, on the curve X25519. Today nobody can find the number from the half. The half will lie open, and copies keep.`,
        },
  "alice.writes.clientHello": (context) => ({ story: helloStory(context) }),
  "clientHello.reaches.bob": (context) => ({
    story: t`It lies open all the way. Mallory keeps a copy: of the name, and of Alice’s ${isHybrid(context.recording) ? t`two halves` : t`half`}.`,
    ...(isHybrid(context.recording) ? { protocol: roomWords(context) } : {}),
  }),
  "bob.makes.half": ({ recording }) =>
    isHybrid(recording)
      ? {
          title: t`Bob makes a half, and locks a secret with Alice’s other one`,
          story: t`On the curve he answers with a half. For ML-KEM he makes up a random number and locks it with Alice’s new public key: she alone can open that. Half and locked box are his answer.`,
          protocol: t`ML-KEM.Encaps (FIPS 203 §7.2): a secret of 32 bytes and a ciphertext of 1,088. With the X25519 half: ${number(shareSizes(recording)?.server ?? 0)} bytes of \`key_share\`.`,
        }
      : null,
  "serverHello.reaches.alice": {
    story: t`Open, too, and copied. All that will ever be open of this conversation Mallory now has; it makes no key for her, today.`,
  },
  "alice.derives.handshakeKeys": ({ recording }) =>
    isHybrid(recording)
      ? {
          story: t`Two secrets that never travelled, one of each kind, are put one behind the other: 64 bytes. From them and a fingerprint of both hellos come the keys. To make these, one needs *both*.`,
        }
      : null,
  "bob.signs.conversation": {
    title: t`Bob signs, with a key of the old kind`,
    story: t`His certificate and his signature are classical: a quantum computer could forge such. But a signature counts when it is *checked*. A forged one, years later, comes too late for this conversation: here is nothing to harvest.`,
  },
  "request.reaches.bob": {
    story: t`Sealed. Mallory can’t read it, and does not try: she puts the copy on the shelf, with the others.`,
  },
  "alice.forgets.keys": {
    story: t`It is over, and Alice wipes all that she made for it. As the scene \`forward-secrecy\` shows, no theft will open this any more.`,
  },
  "bob.forgets.keys": {
    story: t`Bob too. All has been done as it should be. What is left are Mallory’s copies, and time.`,
  },
  "mallory.assumes.half": {
    story: t`This step is *not* computed: no such computer exists. We *assume* one that finds Alice’s secret number on the curve from her open half. That one number is handed to Mallory. All that follows is computed again.`,
  },
  "mallory.recomputes.handshakeKeys": {
    story: t`With Alice’s number she does what Alice did: Bob’s half and both hellos are in her copies. Nothing had to be stolen from anybody.`,
  },
  "mallory.opens.request": {
    story: t`Years have passed. Had this letter to stay secret for so long? Then it was sent too early.`,
  },
  "mallory.fails.encryptedExtensions": (context) => ({
    title: t`Mallory has half of the secret, and the record stays shut`,
    story: t`Of 64 bytes she has the last 32. For the others she tries nothing at all, zeros, and what an ML-KEM key of her own makes of Bob’s box. ML-KEM never says no: it gives *a* number. It is the wrong one, and the tag does not fit.`,
    protocol: t`The shared secret is ML-KEM’s 32 bytes, then X25519’s (RFC 10024 §4.3). To decapsulate with another key gives another secret, and no error (FIPS 203 §6.3). ${triedWords(context)}`,
  }),
  "mallory.fails.request": {
    story: t`The letter’s key comes from the same 64 bytes. The curve has fallen, by assumption, and the other problem has not.`,
  },
  "mallory.fails.reply": { story: t`Nor the answer. The copies stay on the shelf.` },
  end: ending((_, context, outcome) => endOf(context, outcome)),
};

export const leavesOut: readonly string[] = [
  t`The quantum computer is an assumption: nobody knows whether, or when, there will be one that is large enough.`,
  t`That ML-KEM would withstand it is what is believed today, and no proof; that is why the curve stays in.`,
  t`A client that offers the new group to a server that does not know it is asked to try again: the scene \`hello-retry\`.`,
  t`Certificates with signatures that withstand quantum computers; they matter once such a computer is there to forge.`,
];

function triedWords({ recording, event }: StepContext): string {
  const tried = event.type === "fails" ? event.attempts.map((id) => artifact(recording, "attempt", id)) : [];
  return tried.map(({ method, error }) => t`Tried: ${method}: ${error ?? t`it opened`}.`).join(" ");
}

function helloStory({ recording }: StepContext): string {
  const size = number(shareSizes(recording)?.client ?? 0);
  return isHybrid(recording)
    ? t`“This is what I can do, and here are my two halves.” They take ${size} bytes, where a half on the curve takes 32: that is the price.`
    : t`“This is what I can do, and here is my half”: ${size} bytes, open for everybody, and for all time.`;
}

/** Whether the hello fits into one frame, by its size. */
function roomWords(context: StepContext): string {
  const packet = packetOf(context);
  const size = packet === null ? 0 : sizeOf(packet);
  const fits = size <= ROOM_IN_A_FRAME;
  return t`${number(size)} bytes. A frame of Ethernet has room for about ${number(ROOM_IN_A_FRAME)}, so this one ${fits ? t`just fits; a browser’s, which says more, usually takes two packets` : t`takes two packets`}. Some old servers and middleboxes can’t cope with that.`;
}

function number(value: number): string {
  return numeral(value);
}

function endOf(context: StepContext, outcome: Outcome): Pick<StepWords, "title" | "story"> {
  const { leaked } = courseOf(context, outcome);
  const { recording } = context;
  if (leaked.length > 0) {
    return {
      title: t`The end: copied today, read years later`,
      story: t`Nobody did anything wrong, and no key was stolen. Should such a computer ever be built, what is copied *today* opens. So whatever must stay secret for long needs the new kind now: choose X25519MLKEM768, and compare.`,
    };
  }
  const hybrid = isHybrid(recording);
  if (stepOf(recording, "mallory.assumes.half") === null) {
    return {
      title: t`The end: sealed, and copied`,
      story: hybrid
        ? t`Nobody has read it. Mallory has her copies, and of these two problems both would have to be solved. Let a quantum computer come, under *Years later*, and see.`
        : t`Nobody has read it. Mallory has her copies, and time. Let a quantum computer come, under *Years later*, and see what they are worth.`,
    };
  }
  return {
    title: t`The end: one of two problems solved, and nothing opened`,
    story: t`Even a quantum computer for the curve would leave these copies shut: ML-KEM’s half of the secret is missing. And should ML-KEM turn out weak instead, the curve is still there. That is why both go together.`,
  };
}
