import { t } from "../../language/t.ts";
import { artifact, readingOf } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { packetAt, placeOf, stepOf } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const CERTIFICATE = "alice.seals.clientCertificate";
const CHECK = "bob.checks.certificate";

export const predictions: readonly Prediction[] = [
  {
    id: "who-sees-alice",
    before: CERTIFICATE,
    question: t`Alice is about to show her certificate, with her name in it. Who will see it?`,
    options: [
      { id: "everybody", label: t`Everybody on the way, as in the scene before` },
      { id: "bob", label: t`Bob alone` },
      { id: "nobody", label: t`Nobody: only her signature is sent` },
    ],
    answer: whoSeesAlice,
    settledAt: (recording) => stepOf(recording, "bob.opens.clientCertificate")?.id ?? null,
  },
  {
    id: "bob-decides",
    before: CHECK,
    question: t`Alice’s certificate comes from the clinic’s authority, Bob’s from another. What will Bob decide?`,
    options: [
      { id: "accepts", label: t`It is in order: it is his list that counts` },
      { id: "authority", label: t`He refuses: both must have the same authority` },
      { id: "wire", label: t`He refuses: strangers could have copied it on the way` },
    ],
    answer: bobDecides,
    settledAt: (recording) => stepOf(recording, CHECK)?.id ?? null,
  },
];

function whoSeesAlice(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, CERTIFICATE);
  const place = placeOf(recording, "bob.opens.clientCertificate");
  if (packet === null || place < 0) return null;
  const others = recording.cast.filter(
    ({ id }) =>
      id !== packet.author && id !== packet.to && readingOf(recording, place + 1, id, packet).state === "reads",
  );
  return others.length > 0
    ? null
    : {
        option: "bob",
        because: t`It was sealed under the client’s handshake key. In TLS 1.2, a client’s name lay open on the wire.`,
      };
}

function bobDecides(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, CHECK);
  if (verdict === null || !verdict.accepted) return null;
  const anchor = verdict.path.at(-1);
  const name =
    anchor === undefined ? t`an authority` : artifact(recording, "certificate", anchor).subject.replace(/^CN=/, "");
  return {
    option: "accepts",
    because: t`The path ends at ${name}, which is on his list. Now he waits for her signature.`,
  };
}
