import { t } from "../../language/t.ts";
import type { Recording } from "../../sim/recording.ts";
import { firstOf, packetAt, placeOf } from "../phrases/facts.ts";
import type { Prediction } from "../types.ts";
import { handshakeCost, isEarly, wasTakenTwice } from "./facts.ts";

const FLIGHT = "bob.seals.flight.2";
const REPEATS = "mallory.repeats.clientHello";
/** What comes of the copy of the letter: by its third way to Bob, or its second where the first never went. */
const COPY = ["bob.opens.request.3", "bob.fails.request", "bob.opens.request.2"] as const;

export const predictions: readonly Prediction[] = [
  {
    id: "what-is-left",
    before: FLIGHT,
    question: t`The keys of the handshake are there. What must Bob still show, so that Alice knows him?`,
    options: [
      { id: "certificate", label: t`His certificate and a signature, as always` },
      { id: "checksum", label: t`A checksum is enough` },
      { id: "nothing", label: t`Nothing: she showed his ticket` },
    ],
    answer: whatIsLeft,
    settledAt: (recording) => firstOf(recording, FLIGHT),
  },
  {
    id: "copy",
    before: REPEATS,
    question: t`Mallory could read nothing. Now she sends Alice’s hello and letter once more. What will Bob do?`,
    options: [
      { id: "encrypted", label: t`Nothing: what is encrypted can’t be sent twice` },
      { id: "pays", label: t`Open the letter, and pay again` },
      { id: "account", label: t`See that the ticket was used, and leave the letter shut` },
      { id: "keys", label: t`Try, and find that it does not open` },
    ],
    answer: whatTheCopyDoes,
    settledAt: (recording) => settled(recording),
  },
];

function whatIsLeft(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, FLIGHT);
  const [first, second] = [handshakeCost(recording, 1), handshakeCost(recording, 2)];
  if (packet === null || first === null || second === null) return null;
  if (packet.message.includes("Certificate"))
    return { option: "certificate", because: t`The ticket was of no use, so all of it came again.` };
  return {
    option: "checksum",
    because: t`Only who has the secret that was kept can make the keys and the checksum. The first handshake took ${first.bytes} bytes, this one ${second.bytes}.`,
  };
}

function whatTheCopyDoes(recording: Recording): ReturnType<Prediction["answer"]> {
  const step = settled(recording);
  if (step === null) return null;
  if (wasTakenTwice(recording)) {
    return {
      option: "pays",
      because: t`It opened as it did the first time. A seal says who made it; it does not say how often it was sent.`,
    };
  }
  return isEarly(packetAt(recording, step))
    ? {
        option: "account",
        because: t`For him each ticket counts once, and this one had been used. Without a ticket there is no early key, so the copy stayed shut.`,
      }
    : {
        option: "keys",
        because: t`The letter was sealed with keys that had a half of Bob’s in them. This time his half was another.`,
      };
}

function settled(recording: Recording): string | null {
  const from = placeOf(recording, REPEATS);
  if (from < 0) return null;
  return recording.steps.slice(from).find(({ id }) => COPY.some((one) => one === id))?.id ?? null;
}
