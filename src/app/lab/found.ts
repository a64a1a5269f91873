import { listed, t } from "../../language/t.ts";
import { nameOf } from "../../sim/lookup.ts";
import type {
  ActorId,
  ConnectionArtifact,
  Outcome,
  Recording,
  Strategy,
  VerdictArtifact,
  World,
} from "../../sim/recording.ts";

/**
 * What came of a run, in one line, as found in it.
 * safe: all arrived, and stayed between the two; refused: somebody said no; broken: it came to nothing otherwise;
 * fooled: somebody read or believed what they should not; quiet: no end minds, which need not mean much.
 */
export type Found = Readonly<{
  kind: "safe" | "refused" | "broken" | "fooled" | "quiet";
  words: string;
  /** The number of steps after which it is seen; null where no one step shows it. */
  index: number | null;
}>;

/** Reads what came of a run out of its recording. */
export function foundIn(recording: Recording): Found {
  const end = recording.steps.at(-1);
  const outcome = end?.event.type === "ends" ? end.event.outcome : NOTHING;
  const { leaked, forged, delivered, repeated = [] } = outcome;
  if (end !== undefined && leaked.length + forged.length > 0) return fooled(recording, end.world, outcome);
  const [again] = repeated;
  if (again !== undefined) return twice(recording, again);
  const failure = firstFailure(recording);
  if (failure !== null && delivered.length === 0) return failed(recording, failure);
  if (delivered.length === 0) return { kind: "broken", words: t`Nothing arrives`, index: null };
  const connected = t`Connected${agreedIn(recording)}`;
  if (failure !== null) return failedLater(recording, failure, connected);
  return { kind: "safe", words: `${connected}${attendant(recording)}`, index: connectedAt(recording) };
}

/** What the two ends notice of how a run came out: all that can be told where the rest is hidden. */
export function symptomIn(recording: Recording): Found {
  const failure = firstFailure(recording);
  if (failure !== null) return failed(recording, failure);
  const agreed = agreedIn(recording);
  return agreed === ""
    ? { kind: "broken", words: t`Nothing comes of it`, index: null }
    : { kind: "quiet", words: t`Connected${agreed}; neither end complains`, index: connectedAt(recording) };
}

const NOTHING: Outcome = { delivered: [], leaked: [], forged: [], refused: [] };

type Failure = Readonly<{ end: ConnectionArtifact; index: number }>;

/** The end that first went wrong, and when; who only heard of it was not the first. */
function firstFailure({ steps }: Recording): Failure | null {
  for (const [at, { made }] of steps.entries()) {
    const end = made.find((one) => one.kind === "connection" && isOwn(one));
    if (end?.kind === "connection") return { end, index: at + 1 };
  }
  return null;
}

function isOwn({ failure }: ConnectionArtifact): boolean {
  return failure !== null && failure.code !== "peer-alert";
}

function failed(recording: Recording, { end, index }: Failure): Found {
  const { steps } = recording;
  const who = nameAt(recording, index, end.actor);
  const code = end.failure?.alert ?? end.failure?.code ?? "";
  const judged = steps.findIndex(
    ({ event, made }) => event.type === "checks" && made.some((one) => isRefusal(one, end)),
  );
  const other = connectedBefore(recording, end);
  const late = other === null ? "" : t`, and ${nameAt(recording, index, other)} was connected already`;
  if (judged >= 0) {
    const verdict = steps[judged]?.made.find((one) => isRefusal(one, end));
    return { kind: "refused", words: `${who} ${whatRefused(verdict)}: \`${code}\`${late}`, index: judged + 1 };
  }
  if (code === "truncated") {
    const words = end.negotiated === null ? t`waits in vain, and gives up` : t`never hears that it is over`;
    return { kind: "broken", words: `${who} ${words}`, index };
  }
  return { kind: "refused", words: t`${who} hangs up: \`${code}\`${late}`, index };
}

/** What came after something had arrived. */
function failedLater(recording: Recording, failure: Failure, connected: string): Found {
  const { index } = failure;
  const isCut = failure.end.failure?.code === "truncated";
  if (isCut && strategyIn(recording) === "replay") {
    return { kind: "safe", words: t`${connected}; what Mallory sends again comes to nothing`, index };
  }
  const words = isCut
    ? t`the end is cut off, and that is noticed`
    : t`then ${failed(recording, failure).words.replace(/, and .*/, "")}`;
  return { kind: "broken", words: `${connected}; ${words}`, index };
}

/** Somebody took in a second time what was written once. */
function twice(recording: Recording, { actor, text }: Readonly<{ actor: ActorId; text: string }>): Found {
  const index = recording.steps.findLastIndex(
    ({ event }) => event.actor === actor && event.type === "opens" && event.text === text,
  );
  const who = nameAt(recording, recording.steps.length, actor);
  return {
    kind: "fooled",
    words: t`${who} takes in “${text}” once more than it was written`,
    index: index < 0 ? null : index + 1,
  };
}

function isRefusal(one: Readonly<{ kind: string }>, end: ConnectionArtifact): one is VerdictArtifact {
  return isVerdict(one) && one.by === end.actor && !one.accepted;
}

function isVerdict(one: Readonly<{ kind: string }>): one is VerdictArtifact {
  return one.kind === "verdict";
}

function whatRefused(verdict: VerdictArtifact | undefined): string {
  if (verdict === undefined || verdict.presented.length === 0) return t`gets no certificate`;
  return verdict.signature === "invalid" ? t`refuses the signature` : t`refuses the certificate`;
}

/** Who at the other end had finished the handshake, and learnt only then that it was no good. */
function connectedBefore({ steps }: Recording, { actor, role }: ConnectionArtifact): ActorId | null {
  const ends = steps.flatMap(({ made }) => made.filter((one) => one.kind === "connection"));
  const other = ends.find(
    (one) => one.actor !== actor && one.role !== role && one.negotiated !== null && one.failure === null,
  );
  return other?.actor ?? null;
}

function fooled(recording: Recording, world: World, { leaked, forged }: Outcome): Found {
  const names = (ids: readonly ActorId[]) => listed([...new Set(ids)].map((id) => nameOf(recording, world, id)));
  const authors = leaked.map(({ text }) => authorOf(recording, text)).filter((id) => id !== null);
  const read =
    leaked.length === 0 ? [] : [t`${names(leaked.map(({ actor }) => actor))} reads what ${names(authors)} wrote`];
  const believers = [...new Set(forged.map(({ actor }) => actor))];
  const others = recording.cast.filter(({ id, role }) => isEnd(role) && !believers.includes(id)).map(({ id }) => id);
  const believe =
    others.length > 0 ? t`believes what ${names(others)} never wrote` : t`believe what the other never wrote`;
  const taken = believers.length === 0 ? [] : [`${names(believers)} ${believe}`];
  const index = recording.steps.findIndex((step) => [...leaked, ...forged].some((one) => knows(step.world, one)));
  return { kind: "fooled", words: [...read, ...taken].join("; "), index: index < 0 ? null : index + 1 };
}

function isEnd(role: string): boolean {
  return role === "client" || role === "server";
}

function knows(world: World, { actor, text }: Readonly<{ actor: ActorId; text: string }>): boolean {
  return world.actors[actor]?.knows.some((known) => known.text === text) ?? false;
}

/** Who first wrote or sealed a text. */
function authorOf({ steps }: Recording, text: string): ActorId | null {
  const found = steps.find(({ event }) => (event.type === "writes" || event.type === "seals") && event.text === text);
  return found?.event.actor ?? null;
}

/** What the client agreed on with whoever answered: `: TLS_AES_128_GCM_SHA256, x25519`. */
function agreedIn({ steps }: Recording): string {
  const ends = steps.flatMap(({ made }) => made.filter((one) => one.kind === "connection" && one.role === "client"));
  const last = ends.filter((one) => one.kind === "connection").findLast(({ negotiated }) => negotiated !== null);
  if (last === undefined || last.negotiated === null) return "";
  const { suite, group, alpn } = last.negotiated;
  return `: ${[suite, group, alpn]
    .filter((one) => one !== null)
    .map((one) => `\`${one}\``)
    .join(", ")}`;
}

/** Who was there and learnt nothing. */
function attendant(recording: Recording): string {
  return strategyIn(recording) === "off" ? "" : t`; Mallory reads nothing of it`;
}

/** What somebody on the way is up to in the end. */
function strategyIn({ steps, start }: Recording): Strategy {
  const { actors } = steps.at(-1)?.world ?? start;
  return Object.values(actors).find(({ strategy }) => strategy !== "off")?.strategy ?? "off";
}

/** When both ends had finished the handshake. */
function connectedAt({ steps }: Recording): number | null {
  const done = new Set<string>();
  for (const [at, { made }] of steps.entries()) {
    for (const one of made) if (one.kind === "connection" && one.negotiated !== null) done.add(one.role);
    if (done.size === 2) return at + 1;
  }
  return null;
}

function nameAt(recording: Recording, index: number, id: ActorId): string {
  return nameOf(recording, recording.steps[index - 1]?.world ?? recording.start, id);
}
