import { t } from "../../language/t.ts";
import { artifact, readingOf } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { packetAt, placeOf, stepOf } from "../phrases/facts.ts";
import { nameAsked } from "../phrases/tls/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { Prediction } from "../types.ts";

const HELLO = "clientHello.reaches.bob";
const CERTIFICATE = "bob.seals.serverCertificate";

export const predictions: readonly Prediction[] = [
  {
    id: "routers-learn",
    before: HELLO,
    question: t`The first message is on its way. What do the routers learn from it?`,
    options: [
      { id: "nothing", label: t`Nothing: it is https` },
      { id: "name", label: t`Which server Alice wants` },
      { id: "all", label: t`The key for all that follows` },
    ],
    answer: routersLearn,
    settledAt: (recording) => stepOf(recording, HELLO)?.id ?? null,
  },
  {
    id: "who-sees-certificate",
    before: CERTIFICATE,
    question: t`Bob is about to show his certificate. Who on the wire will see it?`,
    options: [
      { id: "everybody", label: t`Everybody: certificates are public` },
      { id: "alice", label: t`Alice alone` },
      { id: "nobody", label: t`Nobody yet: the handshake is not over` },
    ],
    answer: whoSeesCertificate,
    settledAt: (recording) => stepOf(recording, "alice.opens.serverCertificate")?.id ?? null,
  },
  {
    id: "enough",
    before: "alice.checks.certificate",
    question: t`Alice holds a certificate for bob.example. If all of it is in order, will she know that it is Bob?`,
    options: [
      { id: "yes", label: t`Yes: that is what certificates are for` },
      { id: "no", label: t`No: something is still missing` },
    ],
    answer: isEnough,
    settledAt: (recording) => stepOf(recording, "alice.checks.certificate")?.id ?? null,
  },
];

function routersLearn(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, HELLO);
  const name = packet === null ? null : nameAsked(recording, packet);
  return name === null
    ? null
    : {
        option: "name",
        because: t`\`server_name\` says ${name}, in the clear. The halves lie open too, and make no key for those who only watch.`,
      };
}

function whoSeesCertificate(recording: Recording): ReturnType<Prediction["answer"]> {
  const packet = packetAt(recording, CERTIFICATE);
  const place = placeOf(recording, "alice.opens.serverCertificate");
  if (packet === null || place < 0) return null;
  const readers = recording.cast.filter(
    ({ id, role }) => role === "router" && readingOf(recording, place + 1, id, packet).state === "reads",
  );
  return readers.length > 0
    ? null
    : { option: "alice", because: t`She alone opened it. In TLS 1.2 it still travelled in the clear.` };
}

function isEnough(recording: Recording): ReturnType<Prediction["answer"]> {
  const verdict = verdictAt(recording, "alice.checks.certificate");
  if (verdict === null || !verdict.accepted) return null;
  const signature = verdictAt(recording, "alice.checks.signature");
  if (signature?.accepted === false) {
    return {
      option: "no",
      because: t`The certificate was in order, and the signature was not: it was not Bob who showed it.`,
    };
  }
  const key = artifact(recording, "certificate", verdict.presented[0] ?? "").key;
  const holders = recording.cast.filter(({ id }) =>
    recording.start.actors[id]?.keys.some((held) => held.key === key && held.part === "private"),
  );
  return {
    option: "no",
    because: t`Anybody could have shown it. That its key is here, with ${holders[0]?.name ?? t`nobody else`}, only the signature in the next message shows.`,
  };
}
