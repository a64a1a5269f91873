/**
 * The messages between a page and the scene in its frame, version 1; EMBED.md tells them to authors. Types and two
 * constants only, so that whoever speaks to a scene can share them at no cost. What comes in is held against them by
 * `schema.ts`; nothing that goes out is secret: names, titles and reasons, never a key, a secret or a packet.
 */

export const NAMESPACE = "between-alice-and-bob";
export const VERSION = 1;

/** What each command takes, in its order. */
export type Arguments = Readonly<{
  hello: readonly [];
  play: readonly [];
  pause: readonly [];
  next: readonly [];
  previous: readonly [];
  /** A step’s id, or how many steps have begun: 0 is the opening. */
  seek: readonly [step: string | number];
  "set-switch": readonly [id: string, value: string];
  "set-depth": readonly [depth: DepthName];
  /** `all`, or somebody of the cast. */
  "set-eyes": readonly [eyes: string];
  "get-state": readonly [];
  /** What `get-state` gave, of the same scene. */
  "set-state": readonly [state: string];
}>;

/** What each command answers. */
export type Results = Readonly<{
  hello: SceneFacts;
  play: Now;
  pause: Now;
  next: Now;
  previous: Now;
  seek: Now;
  "set-switch": Now;
  "set-depth": Now;
  "set-eyes": Now;
  /** Opaque, and good for this scene in this and later versions. */
  "get-state": string;
  "set-state": Now;
}>;

export type Method = keyof Arguments;

/** Host to frame. Only with an `id` is it answered. */
export type CommandMessage<M extends Method = Method> = {
  [K in M]: Readonly<{
    namespace: typeof NAMESPACE;
    version: typeof VERSION;
    id?: MessageId;
    method: K;
    /** May be left out where there are none. */
    args?: Arguments[K];
  }>;
}[M];

/** At most 64 characters, or a whole number. */
export type MessageId = string | number;

/** Frame to host: something happened. */
export type EventMessage<E extends EventName = EventName> = {
  [K in E]: Readonly<{ namespace: typeof NAMESPACE; version: typeof VERSION; event: K; detail: EventDetails[K] }>;
}[E];

/** Frame to host: the answer to the command with that id. */
export type ReplyMessage =
  | Readonly<{
      namespace: typeof NAMESPACE;
      version: typeof VERSION;
      reply: MessageId;
      ok: true;
      result: Results[Method];
    }>
  | Readonly<{ namespace: typeof NAMESPACE; version: typeof VERSION; reply: MessageId; ok: false; error: Failure }>;

export type EventName = keyof EventDetails;

export type EventDetails = Readonly<{
  /** The scene stands, and can be told what to do. Also after the frame was sent to another scene. */
  ready: SceneFacts;
  /** A step began, or was jumped to; also when the run around it became another one. */
  step: StepDetail;
  /** Somebody’s judgement is on screen. */
  verdict: VerdictDetail;
  switch: SwitchDetail;
  /** A question was answered (`right` is null), and later: the run has shown what is right. */
  prediction: PredictionDetail;
  /** The last step, or the one that `end` names, is over. Once until the scene is begun again. */
  complete: CompleteDetail;
  /** It began to play by itself, or stopped. */
  playing: Readonly<{ playing: boolean }>;
  /** With `keys=boundary`: a key that the scene has no use for here, and the page may have. */
  key: Readonly<{ key: "next" | "previous" | "escape" }>;
  /** What could not be done, where no answer says so. */
  error: Failure;
  /** The height that the scene would like at its width, in CSS px. */
  resize: Readonly<{ height: number }>;
}>;

export type DepthName = "story" | "protocol" | "bytes";

/** Where the scene is. */
export type Now = Readonly<{
  /** The id of the step last begun; null at the opening. */
  step: string | null;
  /** Steps begun: 0 to `count`. */
  index: number;
  count: number;
  playing: boolean;
  /** The id of the question that waits for an answer; null where none does. */
  asking: string | null;
  depth: DepthName;
  eyes: string;
}>;

/** What a page may want to know of a scene in order to drive it. */
export type SceneFacts = Readonly<{
  scene: string;
  title: string;
  /** BCP 47: the language of all titles and sentences. */
  language: string;
  /** Ids and short names of the run’s steps; another run may have others. */
  steps: readonly Readonly<{ id: string; label: string }>[];
  /** Through whose eyes one can look, besides `all`. */
  cast: readonly Person[];
  switches: readonly Readonly<{
    id: string;
    label: string;
    /** The value for what comes next. */
    value: string;
    options: readonly Readonly<{ value: string; label: string }>[];
  }>[];
  now: Now;
}>;

export type Person = Readonly<{ id: string; name: string }>;

export type StepDetail = Readonly<{
  step: string | null;
  index: number;
  count: number;
  /** Plain text, as are all sentences. */
  title: string;
  /** Who acts; null at the opening and at the end. */
  actor: Person | null;
  /** What is told of it at the depth that is shown. */
  narration: string;
}>;

export type VerdictDetail = Readonly<{
  step: string;
  by: Person;
  /** Whose answer was judged, as the judge calls them: `bob.example`. */
  about: string;
  accepted: boolean;
  /** The code of the reason of a refusal (`expired`); null where it was accepted. */
  reason: string | null;
}>;

export type SwitchDetail = Readonly<{
  id: string;
  value: string;
  /** The step after which it holds; null: from the start. */
  after: string | null;
}>;

export type PredictionDetail = Readonly<{
  id: string;
  /** The id of the option chosen, or `skipped`. */
  choice: string;
  /** null until the run has shown it; false for what was skipped. */
  right: boolean | null;
}>;

export type CompleteDetail = Readonly<{
  steps: number;
  /** `asked` counts the questions that came up, skipped ones too. */
  predictions: Readonly<{ asked: number; right: number }>;
  /** How many texts arrived, were read by others, or were forged and believed, and how many were refused; null where `end` stopped the run before its own end. */
  outcome: Readonly<{ delivered: number; leaked: number; forged: number; refused: number }> | null;
}>;

export type FailureCode =
  /** Ours by its namespace, and still no message of this protocol. */
  | "malformed"
  /** Of a version that this scene doesn’t speak. */
  | "version"
  | "unknown-method"
  | "bad-arguments"
  /** No such step, switch, value or person in this scene or run. */
  | "not-found"
  /** Understood, and not to be done: a recording from a file has no other future. */
  | "not-possible"
  /** A later command made this one void before its turn came. */
  | "superseded"
  /** More came than is read: what came beyond was dropped. */
  | "too-many"
  /** The scene could not be opened. */
  | "not-open";

export type Failure = Readonly<{
  code: FailureCode;
  /** For whoever reads the console. */
  message: string;
}>;
