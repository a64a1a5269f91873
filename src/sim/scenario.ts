import type { Acting } from "./acting.ts";
import type { Props } from "./props.ts";
import type { Actor, ActorId, ActorState, CertificateId, SwitchId, SwitchValues } from "./recording.ts";

/** Whose trust store a switch changes, and by what: while it has one of these values (left out: while it is on). */
export type TrustRule = Readonly<{ actor: ActorId; certificate: CertificateId; values?: readonly string[] }>;

/** What a run is made of before its first step: who is there and what they already have. */
export type Stage = Readonly<{
  cast: readonly Actor[];
  /** What differs from an empty desk. */
  states: Readonly<Record<ActorId, Partial<ActorState>>>;
  /** Who is changed by a switch: whom the step in which it is thrown belongs to. */
  switchOwners: Readonly<Record<SwitchId, ActorId>>;
  /** Switches that put a certificate among somebody's trust anchors while they are on. */
  trustBySwitch?: Readonly<Record<SwitchId, TrustRule | readonly TrustRule[]>>;
  /** What happened before, for real: it leaves its traces on the desks at the start, but is no step. */
  past?: () => Acting;
  /** What they do, from the first step to the last. */
  play: () => Acting;
}>;

/** What actors do in a scene: run by the recorder, once per recording. */
export type Scenario = Readonly<{
  /** Simulated time, ISO 8601, UTC: pinned, so that a certificate is bad for its stated reason alone. */
  time: string;
  /** The values that switches have where nothing was thrown. */
  defaults: SwitchValues;
  prepare: (props: Props, setup: Readonly<{ hops: number }>) => Promise<Stage>;
}>;
