import { t } from "../language/t.ts";
import type { ActorState, Artifact, PacketArtifact, Recording, SimEvent, World } from "../sim/recording.ts";

type Kind = Artifact["kind"];

/**
 * Whether everything that a recording names is in it, so that a view which looks things up can't fail. Gives the
 * first thing that is not as it should be, in plain words; null where all is well.
 */
export function brokenReference(recording: Recording): string | null {
  return new ReferenceCheck(recording).run();
}

/** Collects what there is, then compares every name with it. */
class ReferenceCheck {
  private readonly actors: ReadonlySet<string>;
  private readonly things = new Map<string, Kind>();
  private readonly steps: ReadonlySet<string>;
  private problem: string | null = null;

  constructor(private readonly recording: Recording) {
    this.actors = new Set(recording.cast.map((actor) => actor.id));
    this.steps = new Set(recording.steps.map((step) => step.id));
  }

  run(): string | null {
    const { cast, steps, throws, start } = this.recording;
    if (this.actors.size < cast.length) this.fail(t`two of the cast have the same id`);
    if (this.steps.size < steps.length) this.fail(t`two steps have the same id`);
    if (!cast.some((a) => a.role === "client" || a.role === "impostor")) this.fail(t`there is no client in the cast`);
    if (!cast.some((a) => a.role === "server")) this.fail(t`there is no server in the cast`);
    this.collect();
    for (const thrown of throws) {
      if (thrown.after !== null && !this.steps.has(thrown.after)) this.fail(t`there is no step ${thrown.after}`);
    }
    for (const made of [this.recording.made, ...steps.map((step) => step.made)].flat()) this.artifact(made);
    this.world(start);
    for (const step of steps) {
      this.event(step.event);
      this.world(step.world);
    }
    return this.problem;
  }

  /** In the order of making: a changed packet names one that was there before, so following them ends. */
  private collect(): void {
    for (const thing of [this.recording.made, ...this.recording.steps.map((step) => step.made)].flat()) {
      if (this.things.has(thing.id)) this.fail(t`two things have the id ${thing.id}`);
      if (thing.kind === "packet" && thing.changedFrom !== null) this.thing("packet", thing.changedFrom);
      this.things.set(thing.id, thing.kind);
    }
  }

  private artifact(thing: Artifact): void {
    if (thing.kind === "certificate" || thing.kind === "signature" || thing.kind === "request")
      this.thing("key", thing.key);
    if (thing.kind === "packet") {
      for (const actor of [thing.author, thing.from, thing.to]) this.actor(actor);
      if (thing.seal.as !== "paper") this.thing("key", thing.seal.key);
      this.records(thing);
    }
    if (thing.kind === "attempt") {
      this.thing("packet", thing.packet);
      this.thing("key", thing.key);
    }
    if (thing.kind === "secret") this.maybe("key", thing.key);
    if (thing.kind === "connection") {
      for (const actor of [thing.actor, thing.peer]) this.actor(actor);
      this.all("secret", thing.secrets);
    }
    if (thing.kind === "status") {
      this.maybe("certificate", thing.about);
      for (const certificate of [thing.issuer, ...thing.revoked.map((r) => r.certificate)])
        this.thing("certificate", certificate);
    }
    if (thing.kind === "verdict") {
      this.actor(thing.by);
      for (const certificate of [...thing.presented, ...thing.path]) this.thing("certificate", certificate);
    }
  }

  /** Records lie one behind the other, and are the whole packet. */
  private records({ records, bytes, id }: PacketArtifact): void {
    if (records === undefined) return;
    let at = 0;
    for (const { start, end, key } of records) {
      if (start !== at || end - start < 5) this.fail(t`the records of ${id} don’t follow each other`);
      at = end;
      this.maybe("key", key);
    }
    if (at !== bytes.length / 2) this.fail(t`the records of ${id} are not the whole of it`);
  }

  private world(world: World): void {
    const present = Object.keys(world.actors);
    if (present.length !== this.actors.size) this.fail(t`a world lacks somebody of the cast`);
    for (const actor of present) this.actor(actor);
    for (const state of Object.values(world.actors)) this.state(state);
    if (world.packet === null) return;
    this.thing("packet", world.packet.id);
    this.actor(world.packet.at);
  }

  private state(state: ActorState): void {
    for (const { key } of [...state.keys, ...state.channels]) this.thing("key", key);
    for (const id of [...state.certificates, ...state.seenCertificates, ...state.trust]) this.thing("certificate", id);
    for (const packet of state.copies) this.thing("packet", packet);
    for (const { packet, key } of state.knows) {
      this.thing("packet", packet);
      this.maybe("key", key);
    }
    for (const { verified } of state.channels) this.maybe("verdict", verified);
  }

  private event(event: SimEvent): void {
    this.actor(event.actor);
    if ("packet" in event) this.thing("packet", event.packet);
    if ("key" in event) this.thing("key", event.key);
    if ("certificate" in event) this.maybe("certificate", event.certificate);
    if ("status" in event) this.maybe("status", event.status);
    if ("verified" in event) this.maybe("verdict", event.verified);
    if ("verdict" in event) this.thing("verdict", event.verdict);
    if ("signature" in event) this.thing("signature", event.signature);
    if ("attempt" in event) this.thing("attempt", event.attempt);
    if ("request" in event && event.request !== undefined) this.thing("request", event.request);
    this.others(event);
  }

  /** What an event names under a name of its own. */
  private others(event: SimEvent): void {
    if (event.type === "travels") this.allActors(event.path);
    if (event.type === "asksFor" || event.type === "reports") this.actor(event.authority);
    if (event.type === "fetches") this.actor(event.from);
    if (event.type === "withholds") this.maybe("status", event.instead);
    if (event.type === "issues" || event.type === "challenges") this.actor(event.to);
    if (event.type === "examines") this.actor(event.applicant);
    if (event.type === "steals") this.actor(event.from);
    if (event.type === "opens") this.maybe("key", event.gives);
    if (event.type === "changes" || event.type === "repeats") this.thing("packet", event.from);
    if (event.type === "makes") this.all("key", event.keys);
    if (event.type === "derives") this.all("key", event.from);
    if (event.type === "schedules") this.all("key", event.keys);
    if (event.type === "schedules") this.all("secret", event.secrets);
    if (event.type === "forgets" || event.type === "recomputes") {
      this.all("key", event.keys);
      this.all("secret", event.secrets);
    }
    if (event.type === "recomputes") this.thing("key", event.from);
    if (event.type === "fails") this.all("attempt", event.attempts);
    if (event.type !== "ends") return;
    const { leaked, forged, refused, repeated = [] } = event.outcome;
    this.allActors([...leaked, ...forged, ...repeated].map(({ actor }) => actor));
    this.all("verdict", refused);
  }

  private all(kind: Kind, ids: readonly string[]): void {
    for (const id of ids) this.thing(kind, id);
  }

  private allActors(ids: readonly string[]): void {
    for (const id of ids) this.actor(id);
  }

  private actor(id: string): void {
    if (!this.actors.has(id)) this.fail(t`there is nobody called ${id}`);
  }

  private maybe(kind: Kind, id: string | null): void {
    if (id !== null) this.thing(kind, id);
  }

  private thing(kind: Kind, id: string): void {
    if (this.things.get(id) !== kind) this.fail(t`there is no ${kind} ${id}`);
  }

  private fail(problem: string): void {
    this.problem ??= problem;
  }
}
