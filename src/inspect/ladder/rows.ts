import { inQuotes, t } from "../../language/t.ts";
import { keysOf } from "../../scenes/epochs.ts";
import { packetName } from "../../scenes/labels.ts";
import { artifact, nameOf, textIn } from "../../sim/lookup.ts";
import type { ActorId, ConnectionArtifact, PacketArtifact, Recording, SimEvent, Step } from "../../sim/recording.ts";
import { keyName } from "../names.ts";

export type Tone = "paper" | "aqua" | "yellow" | "red" | "plain";

/** One line of the ladder: something that went from one to another, or that somebody did. */
export type LadderRow = Readonly<{
  /** Steps begun when it is there, as the player counts: where a click goes. */
  index: number;
  from: ActorId;
  /** null: it happened with `from`. */
  to: ActorId | null;
  words: string;
  tone: Tone;
}>;

export type Ladder = Readonly<{
  columns: readonly Readonly<{ id: ActorId; name: string }>[];
  rows: readonly LadderRow[];
}>;

/**
 * The run as a sequence diagram: the same recording, a second view. Those who stand apart have no column, unless they
 * send something over the wire themselves: then they stand at its far end.
 */
export function ladderOf(recording: Recording): Ladder {
  const last = recording.steps.at(-1)?.world ?? recording.start;
  const apart = recording.cast.filter(({ role, id }) => role === "authority" && sends(recording, id));
  const columns = [...apart, ...recording.cast.filter(({ role }) => role !== "authority")].map(
    ({ id, name, canTurn }) => ({ id, name: canTurn && hasTurned(recording, id) ? "Mallory" : name }),
  );
  const ids = new Set(columns.map(({ id }) => id));
  const rows = recording.steps.flatMap((step, i) => rowsOf(recording, step, i + 1));
  return { columns, rows: rows.filter(({ from, to }) => ids.has(from) && (to === null || ids.has(to))) };

  function hasTurned(of: Recording, id: ActorId): boolean {
    return nameOf(of, last, id) === "Mallory" || of.steps.some(({ world }) => nameOf(of, world, id) === "Mallory");
  }
}

function sends({ steps }: Recording, id: ActorId): boolean {
  return steps.some(({ event }) => event.type === "travels" && event.path[0] === id);
}

/** What attackers do, and what came to nothing. */
const RED: ReadonlySet<SimEvent["type"]> = new Set(["changes", "repeats", "steals", "assumes", "recomputes", "fails"]);

function rowsOf(recording: Recording, step: Step, index: number): readonly LadderRow[] {
  const { event } = step;
  if (event.type === "travels") {
    const [from, to] = [event.path[0], event.path.at(-1)];
    if (from === undefined || to === undefined) return [];
    const packet = artifact(recording, "packet", event.packet);
    const seal = packet.seal.as === "paper" ? "" : t`, under ${keyName(recording, packet.seal.key)}`;
    const tone = packet.changedFrom !== null || packet.author !== packet.from ? "red" : packet.seal.as;
    return [{ index, from, to, words: `${packetName(packet)}${seal}${connectionOf(packet)}`, tone }];
  }
  const words = [wordsOf(recording, event), stateIn(step)].filter((part) => part !== null).join(" · ");
  const tone = RED.has(event.type) ? "red" : "plain";
  return words === "" ? [] : [{ index, from: event.actor, to: null, words, tone }];
}

/** With a ClientHello another connection begins: which one it is. */
function connectionOf({ message, connection = 1 }: PacketArtifact): string {
  return message === "ClientHello" && connection > 1 ? t` · connection ${connection}` : "";
}

const MADE: Readonly<Partial<Record<string, string>>> = {
  half: t`makes a half`,
  keyPair: t`makes a key pair`,
  request: t`writes a request`,
};

const RESULTS = { passed: t`passed`, failed: t`failed`, skipped: t`skipped` } as const;

/** What somebody did, in a few words; null for what the arrows say. */
function wordsOf(recording: Recording, event: SimEvent): string | null {
  switch (event.type) {
    case "makes":
      return MADE[event.what] ?? null;
    case "challenges":
      return t`gives a token`;
    case "examines":
      return event.what === "signature" ? t`signature: ${RESULTS[event.result]}` : t`token: ${RESULTS[event.result]}`;
    case "schedules":
      return keysOf(event.epoch);
    case "derives":
      return keyName(recording, event.key);
    case "signs":
      return t`signs the conversation`;
    case "checks": {
      const verdict = artifact(recording, "verdict", event.verdict);
      const why = verdict.reason === null ? "" : `: ${verdict.reason}`;
      if (event.of === "signature") return verdict.accepted ? t`signature accepted` : t`signature refused${why}`;
      return verdict.accepted ? t`certificate accepted` : t`certificate refused${why}`;
    }
    case "opens":
      return event.text === null ? null : t`reads “${short(event.text)}”`;
    case "reads":
      return event.text === null ? null : t`reads “${short(event.text)}”`;
    case "fails":
      return t`cannot open it`;
    case "repeats":
      return t`sends it once more`;
    case "keeps":
      return t`keeps a secret for another time`;
    case "changes":
      return t`changes it${changedText(recording, event.packet)}`;
    case "swallows":
      return t`does not open it`;
    case "waits":
      return `${event.until.slice(0, 10)}`;
    case "reports":
      return t`reports the theft`;
    case "fetches":
      return event.status === null ? t`no list comes` : t`asks the authority`;
    case "withholds":
      return t`keeps the list`;
    case "infers":
      return t`measures ${event.size} bytes`;
    case "steals":
      return t`steals a key`;
    case "forgets":
      return t`throws the keys away`;
    case "assumes":
      return t`assumed: a quantum computer`;
    case "recomputes":
      return t`${keysOf(event.epoch)}, worked out again`;
    case "acts":
      return short(event.text);
    case "gives-up":
      return t`gives up: ${event.why}`;
    case "turns":
      return `${event.switch}: ${event.value}`;
    default:
      return null;
  }
}

function changedText(recording: Recording, packet: string): string {
  const text = textIn(recording, artifact(recording, "packet", packet));
  return text === null ? "" : `: ${inQuotes(short(text))}`;
}

/** The state that somebody's connection has reached in the step (RFC 8446 appendix A). */
function stateIn({ made, event }: Step): string | null {
  const own = made.filter((a): a is ConnectionArtifact => a.kind === "connection" && a.actor === event.actor);
  return own.at(-1)?.state ?? null;
}

function short(text: string): string {
  return text.length > 34 ? `${text.slice(0, 33)}…` : text;
}
