import { inQuotes, t } from "../../language/t.ts";
import type { Selection } from "../../player/types.ts";
import { packetName } from "../../scenes/labels.ts";
import { artifact } from "../../sim/lookup.ts";
import type { ArtifactId, HeldKey, Knowledge, Recording } from "../../sim/recording.ts";
import { certificateName } from "../certificate/certificateName.ts";
import { bytesText, keyName } from "../names.ts";
import type { Change } from "./changes.ts";

/** A change in words: a verb in front, the thing itself where there is one (it opens), and what is to be added. */
export type ChangeWords = Readonly<{ verb: string; thing: string; opens: Selection | null; note: string }>;

/** Words for a change. Total. */
export function changeWords(recording: Recording, change: Change): ChangeWords {
  switch (change.type) {
    case "holds":
      return { ...ofKey(recording, t`holds ${PART[change.held.part]}`, change.held), note: HELD[change.held.how] };
    case "lets-go":
      return ofKey(recording, t`no longer holds ${PART[change.held.part]}`, change.held);
    case "knows":
      return known(recording, change.knowledge);
    case "trusts":
    case "distrusts":
    case "owns":
    case "sees":
      return ofCertificate(recording, change.type, change.certificate);
    case "believes":
      return believed(recording, change.channel.key, change.channel.believes, change.channel.verified);
    case "closes":
      return plain(t`closed the channel it believed to share with ${change.channel.believes}`);
    case "keeps":
      return kept(recording, change.packet);
    case "does":
      return plain(change.deed);
    case "comes":
      return plain(t`is online again`);
    case "leaves":
      return plain(t`went offline: nobody can ask it any more`);
    case "turns":
      return plain(STRATEGY[change.strategy]);
  }
}

const PART: Readonly<Record<HeldKey["part"], string>> = {
  public: t`the public part of`,
  private: t`the private part of`,
  secret: t`the shared`,
};

const HELD: Readonly<Record<HeldKey["how"], string>> = {
  made: t`made here`,
  agreed: t`worked out together with the other end, never sent`,
  received: t`came in a packet`,
  seen: t`copied while it passed`,
  stolen: t`stolen`,
  recomputed: t`worked out again, from copies and a private half`,
  assumed: t`not really found: this scene assumes it`,
};

const CERTIFICATE = {
  trusts: [t`trusts`, ""],
  distrusts: [t`no longer trusts`, ""],
  owns: [t`owns the certificate of`, t`it holds no private key`],
  sees: [t`has seen the certificate of`, t`anybody may hold a copy`],
} as const;

const STRATEGY = {
  off: t`behaves like any router again`,
  eavesdrop: t`has turned: reads and copies what passes`,
  tamper: t`has turned: changes what passes`,
  impersonate: t`has turned: answers in somebody else’s name`,
  relay: t`has turned: poses as each end to the other`,
  drop: t`has turned: lets nothing through`,
  truncate: t`has turned: swallows the end of the talk`,
  replay: t`has turned: sends what passed a second time`,
  downgrade: t`has turned: takes the best offers out`,
} as const;

/** How a piece of text came to be known. */
export function howKnown(recording: Recording, knowledge: Knowledge): string {
  if (knowledge.how === "wrote") return t`wrote it`;
  if (knowledge.how === "in the clear") return t`read in the clear`;
  if (knowledge.how === "inferred") return t`concluded from its size, without opening it`;
  return knowledge.key === null ? t`opened it` : t`opened with ${keyName(recording, knowledge.key)}`;
}

/** How a part of a key came to be held. */
export function howHeld(held: HeldKey): string {
  return HELD[held.how];
}

function plain(verb: string): ChangeWords {
  return { verb, thing: "", opens: null, note: "" };
}

function ofKey(recording: Recording, verb: string, held: HeldKey): ChangeWords {
  return { verb, thing: keyName(recording, held.key), opens: { kind: "key", id: held.key }, note: "" };
}

function ofCertificate(recording: Recording, type: keyof typeof CERTIFICATE, id: ArtifactId): ChangeWords {
  const [verb, note] = CERTIFICATE[type];
  return { verb, thing: certificateName(recording, id), opens: { kind: "certificate", id }, note };
}

function known(recording: Recording, knowledge: Knowledge): ChangeWords {
  const opens = { kind: "packet", id: knowledge.packet } as const;
  return { verb: t`knows`, thing: inQuotes(knowledge.text), opens, note: howKnown(recording, knowledge) };
}

function believed(recording: Recording, key: string, believes: string, verified: ArtifactId | null): ChangeWords {
  const note = verified === null ? t`on nobody’s word: nothing proved who it is` : t`because the checks passed`;
  return {
    verb: t`believes to share with ${believes}`,
    thing: keyName(recording, key),
    opens: { kind: "key", id: key },
    note,
  };
}

function kept(recording: Recording, id: ArtifactId): ChangeWords {
  const packet = artifact(recording, "packet", id);
  const note = bytesText(packet.bytes.length / 2);
  return { verb: t`could keep a copy of`, thing: packetName(packet), opens: { kind: "packet", id }, note };
}
