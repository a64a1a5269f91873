import { listed, plural, t } from "../language/t.ts";
import type {
  ActorId,
  AttemptArtifact,
  Outcome,
  PacketArtifact,
  Recording,
  VerdictArtifact,
} from "../sim/recording.ts";
import { type KeyLook, keyLooks } from "./keyLooks.ts";

export type BubbleTone = "paper" | "aqua" | "yellow" | "red" | "green" | "plain";

/** What is told on stage in a step: one bubble at most. */
export type Bubble = Readonly<{
  /** Whose bubble it is; null: nobody's, it stands in the middle. */
  actor: ActorId | null;
  tone: BubbleTone;
  icon:
    | "reads"
    | "sealed"
    | "refused"
    | "writes"
    | "changes"
    | "speaks"
    | "key"
    | "signs"
    | "paper"
    | "alarm"
    | "ends"
    | "eyes";
  head: string;
  /** A text of the tale, in quotation marks. */
  quote: string | null;
  body: string | null;
  foot: string | null;
  key: KeyLook | null;
  verdict: VerdictArtifact | null;
  outcome: Outcome | null;
  /** The fraction of the step at which it begins to show. */
  from: number;
}>;

export const BLANK: Bubble = {
  actor: null,
  tone: "plain",
  icon: "paper",
  head: "",
  quote: null,
  body: null,
  foot: null,
  key: null,
  verdict: null,
  outcome: null,
  from: 0.2,
};

export function toneOf(packet: PacketArtifact): BubbleTone {
  return packet.seal.as;
}

/** What was tried in vain: a single key by its name, several by their number. Halves are no keys. */
export function triedWords(recording: Recording, attempts: readonly AttemptArtifact[]): string {
  const looks = keyLooks(recording);
  const tried = [...new Set(attempts.map((attempt) => attempt.key))].flatMap((id) => looks.get(id) ?? []);
  const [first] = tried;
  if (first === undefined) return t`holds no key to try`;
  const halves = tried.filter((look) => look.use === "agreement").length;
  if (tried.length === 1)
    return halves === 1 ? t`tried half ${first.short}: refused` : t`tried key ${first.short}: refused`;
  const parts = [
    tried.length > halves ? plural(tried.length - halves, { one: "# key", other: "# keys" }) : null,
    halves > 0 ? plural(halves, { one: "# half", other: "# halves" }) : null,
  ];
  return t`tried ${listed(parts.filter((part) => part !== null))}: all refused`;
}
