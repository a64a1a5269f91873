import { liveMaker, type Maker } from "../crypto/maker.ts";
import type { RsaPool } from "../crypto/pool.ts";
import { Source, type Tape } from "../crypto/source.ts";
import type { Acting } from "./acting.ts";
import { outcomeOf } from "./outcome.ts";
import { attemptId, Props } from "./props.ts";
import type { Actor, HeldKey, Recording, SimEvent, Step, StepId, SwitchValues, Throw, World } from "./recording.ts";
import type { Scenario, Stage } from "./scenario.ts";
import { packetOf, stepIdOf } from "./stepIds.ts";
import { type AttemptMemory, Vault } from "./vault.ts";
import { afterwards, applyEvent, EMPTY_STATE, strategyNamed, trusting } from "./world.ts";

/** A recording, and what it takes to go on from any of its steps. */
export type Run = Readonly<{
  recording: Recording;
  tape: Tape;
  /** How much of the tape had been used when each step was recorded; entry 0 is for the start. */
  marks: readonly number[];
  /** What attempts to read packets gave, so that a run that continues this one need not make them again. */
  memory: AttemptMemory;
}>;

export type RunSetup = Readonly<{
  scene: string;
  hops: number;
  throws: readonly Throw[];
  pool: RsaPool;
  /** What all chance comes from. Left out: what nobody had before. */
  seed?: string;
  /** Is given the recording as far as it has come, after each step: for runs that take their time. */
  told?: (soFar: Recording) => void;
}>;

/** Runs a scenario with new keys; with a seed, with those that it always gives. */
export async function record(scenario: Scenario, setup: RunSetup): Promise<Run> {
  return new Recorder(scenario, setup, new Source(setup.pool, [], await makerOf(setup)), new Map()).run();
}

/**
 * Runs a scenario again with other throws: everything up to and with step `keep` is byte for byte the old run's,
 * what comes after is new, or what the seed gives. The throws that take effect before, and the seed, must be the same.
 */
export async function continueRun(scenario: Scenario, setup: RunSetup, run: Run, keep: number): Promise<Run> {
  const used = run.marks[Math.max(0, Math.min(keep, run.marks.length - 1))] ?? 0;
  const source = new Source(setup.pool, run.tape.slice(0, used), await makerOf(setup));
  return new Recorder(scenario, setup, source, new Map(run.memory)).run();
}

/** Only seeded runs fetch what they are made with. */
async function makerOf({ seed, pool }: RunSetup): Promise<Maker> {
  return seed === undefined ? liveMaker(pool) : (await import("../crypto/seeded/maker.ts")).seededMaker(seed);
}

/** More steps than any scene has, even with sixteen routers: beyond that a run goes in circles, which is a bug. */
const MOST_STEPS = 400;

class Recorder {
  private readonly vault: Vault;
  private readonly props: Props;
  private readonly steps: Step[] = [];
  private readonly marks: number[] = [];
  private readonly used = new Map<StepId, number>();
  private readonly tried = new Set<string>();
  /** Of packets and keys, how many and which have been tried on each other. */
  private crossed: Readonly<{ packets: number; held: ReadonlySet<string> }> = { packets: 0, held: new Set() };
  private switches: SwitchValues;
  private world: World;
  private cast: readonly Actor[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly setup: RunSetup,
    private readonly source: Source,
    private readonly memory: AttemptMemory,
  ) {
    this.vault = new Vault(memory);
    this.switches = switchesAt(null, scenario.defaults, setup.throws);
    this.world = { time: scenario.time, switches: this.switches, actors: {}, packet: null };
    this.props = new Props(
      this.source,
      () => new Date(this.world.time),
      () => this.switches,
      this.vault,
    );
  }

  async run(): Promise<Run> {
    const stage = await this.scenario.prepare(this.props, { hops: this.setup.hops });
    this.cast = stage.cast;
    this.world = startWorld(this.world, stage);
    this.settleTrust(stage);
    if (stage.past !== undefined) await this.live(stage.past());
    await this.attemptAll();
    const start = this.world;
    const made = this.props.takeFresh();
    this.marks.push(this.source.length);
    const { scene, hops, throws, told, seed } = this.setup;
    const chosen = seed === undefined ? {} : { seed };
    const fixed = { format: "between-alice-and-bob/recording", version: 1, scene, ...chosen, hops, throws } as const;
    const recorded = () => deepFreeze<Recording>({ ...fixed, cast: stage.cast, made, start, steps: [...this.steps] });
    for await (const event of stage.play()) {
      await this.step(event);
      await this.throwAfter(stage);
      told?.(recorded());
    }
    const ends: SimEvent = { type: "ends", actor: stage.cast[0]?.id ?? "", outcome: outcomeOf(this.world, this.props) };
    await this.step(ends);
    return { recording: recorded(), tape: this.source.tape, marks: this.marks, memory: this.memory };
  }

  /** Trust stores as the switches have them. */
  private settleTrust(stage: Stage): void {
    for (const [id, rules] of Object.entries(stage.trustBySwitch ?? {})) {
      for (const { actor, certificate, values = ["on"] } of [rules].flat()) {
        this.world = trusting(this.world, actor, certificate, values.includes(this.switches[id] ?? ""));
      }
    }
  }

  /** Acts out the past: what it leaves behind is there at the start. */
  private async live(past: Acting): Promise<void> {
    const { switches } = this;
    this.switches = this.scenario.defaults.mallory === undefined ? switches : { ...switches, mallory: "off" };
    this.props.inThePast(true);
    for await (const event of past) this.apply(event);
    this.props.inThePast(false);
    this.switches = switches;
    this.world = afterwards(this.world);
  }

  private apply(event: SimEvent): void {
    this.world = applyEvent(this.world, event, {
      artifact: (id) => this.props.get(id),
      shown: (packet) => this.props.shown(packet),
      nameOf: (actor) => this.cast.find((a) => a.id === actor)?.name ?? actor,
    });
  }

  private async step(event: SimEvent): Promise<void> {
    if (this.steps.length >= MOST_STEPS) throw new Error("a run goes in circles");
    this.apply(event);
    await this.attemptAll();
    this.steps.push({
      id: this.idOf(event),
      event: this.withAttempts(event),
      made: this.props.takeFresh(),
      world: this.world,
    });
    this.marks.push(this.source.length);
  }

  /** Throws what is to be thrown after the step just recorded; each throw is a step of its own, with throws after it. */
  private async throwAfter(stage: Stage): Promise<void> {
    const last = this.steps.at(-1)?.id;
    for (const thrown of this.setup.throws.filter((t) => t.after !== null && t.after === last)) {
      this.switches = { ...this.switches, [thrown.switch]: thrown.value };
      const actor = stage.switchOwners[thrown.switch] ?? stage.cast[0]?.id ?? "";
      this.settleTrust(stage);
      await this.step({ type: "turns", actor, switch: thrown.switch, value: thrown.value });
      await this.throwAfter(stage);
    }
  }

  /** Somebody who fails without a key of the right kind: what the other keys on the desk gave when they were tried. */
  private withAttempts(event: SimEvent): SimEvent {
    if (event.type !== "fails" || event.attempts.length > 0) return event;
    const held = this.world.actors[event.actor]?.keys ?? [];
    const ids = held.map(({ key, part }) => attemptId(event.packet, key, part));
    return { ...event, attempts: ids.filter((id) => this.props.get(id) !== undefined) };
  }

  /** Makes every attempt to read a packet that the keys on somebody's desk allow, once each. */
  private async attemptAll(): Promise<void> {
    const held = new Map<string, HeldKey>();
    for (const state of Object.values(this.world.actors)) {
      for (const key of state.keys) held.set(`${key.key} ${key.part}`, key);
    }
    const fresh = new Map([...held].filter(([name]) => !this.crossed.held.has(name)));
    const { packets } = this.props;
    // What is neither a new packet nor a new key was tried in the step before.
    const pairs = packets.flatMap((packet, i) =>
      [...(i < this.crossed.packets ? fresh : held).values()].map((key) => ({ packet, key })),
    );
    this.crossed = { packets: packets.length, held: new Set([...this.crossed.held, ...held.keys()]) };
    const due = pairs.filter(({ packet, key }) => this.isDue(attemptId(packet.id, key.key, key.part)));
    const made = await Promise.all(due.map(({ packet, key }) => this.vault.attempt(packet, key.key, key.part)));
    for (const attempt of made) if (attempt !== null) this.props.attempt(attempt);
  }

  private isDue(id: string): boolean {
    if (this.tried.has(id) || this.props.get(id) !== undefined) return false;
    this.tried.add(id);
    return true;
  }

  /** The second step of the same name gets a `.2`. */
  private idOf(event: SimEvent): StepId {
    const about = packetOf(event);
    const packet = about === null ? undefined : this.props.get(about);
    const stem = stepIdOf(event, packet?.kind === "packet" ? packet : null);
    const count = (this.used.get(stem) ?? 0) + 1;
    this.used.set(stem, count);
    return count === 1 ? stem : `${stem}.${count}`;
  }
}

/** The switches' values with the throws that take effect at the start. */
function switchesAt(after: StepId | null, defaults: SwitchValues, throws: readonly Throw[]): SwitchValues {
  const thrown = throws.filter((t) => t.after === after).map((t) => [t.switch, t.value] as const);
  return { ...defaults, ...Object.fromEntries(thrown) };
}

function startWorld(world: World, stage: Stage): World {
  const strategy = strategyNamed(world.switches.mallory ?? "off");
  const actors = stage.cast.map((actor) => {
    const own = { ...EMPTY_STATE, strategy: actor.canTurn ? strategy : EMPTY_STATE.strategy };
    return [actor.id, { ...own, ...stage.states[actor.id] }] as const;
  });
  return { ...world, actors: Object.fromEntries(actors) };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
