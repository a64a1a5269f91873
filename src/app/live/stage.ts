import { RsaPool } from "../../crypto/pool.ts";
import { createGrowingPlayer, type GrowingPlayer } from "../../player/growing.ts";
import { courseWords, liveCourse } from "../../scenes/live/ending.ts";
import { type LivePapers, makeLivePapers } from "../../scenes/live/papers.ts";
import { callScenario, liveScene, liveSwitches } from "../../scenes/live/scene.ts";
import { defaultsOf } from "../../scenes/switches.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, SwitchId, SwitchValues, Throw } from "../../sim/recording.ts";
import { type Bridge, type BridgeEnd, openBridge } from "./bridge.ts";
import { type BridgeMessage, bytesIn } from "./messages.ts";
import { createPipe, type Pipe } from "./pipe.ts";

/** A connection of somebody real. */
export type Caller = Readonly<{
  id: number;
  at: Date;
  /** Null until something is on stage. */
  growing: GrowingPlayer | null;
  /** Whether more may come. */
  open: boolean;
  /** How it went so far, in a few words. */
  words: string;
  /** The switches as they stood when it called. */
  switches: SwitchValues;
}>;

export type LiveState = Readonly<{
  /** opening: the local server has not answered yet; open: Bob listens; the others: no more will come. */
  status: "opening" | "open" | "replaced" | BridgeEnd;
  /** Bob's port. */
  port: number | null;
  /** Where the certificate of his authority lies, and the certificate itself. */
  authority: string;
  pem: string;
  /** The newest last. */
  callers: readonly Caller[];
  /** Who is on stage; null: nobody yet. */
  shown: number | null;
  /** They hold for whoever calls next. */
  switches: SwitchValues;
}>;

/** The page need not draw more often than this, in ms, however fast a handshake goes. */
const BREATH_MS = 80;
/** More than that many are not kept: the oldest go. */
const MOST_CALLERS = 40;

const START: LiveState = {
  status: "opening",
  port: null,
  authority: "",
  pem: "",
  callers: [],
  shown: null,
  switches: defaultsOf(liveSwitches),
};

/** Bob on stage for whoever really calls: each connection becomes a run that grows while it lasts. */
export class LiveStage {
  private state = START;
  private readonly listeners = new Set<() => void>();
  private readonly pipes = new Map<number, Pipe>();
  private readonly bridge: Bridge;
  private readonly pool = new RsaPool(0);
  private papers: Promise<LivePapers> | null = null;

  constructor(
    token: string,
    private readonly reducedMotion: () => boolean,
  ) {
    this.bridge = openBridge(
      token,
      (message) => this.hear(message),
      (how) => this.stop(how),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.state;

  /** Puts somebody on stage who has called. */
  choose(id: number): void {
    this.callerOf(id)?.growing?.back();
    this.set({ shown: id });
  }

  throwSwitch(id: SwitchId, value: string): void {
    this.set({ switches: { ...this.state.switches, [id]: value } });
  }

  dispose(): void {
    this.bridge.close();
    for (const pipe of this.pipes.values()) pipe.stop();
    for (const { growing } of this.state.callers) growing?.player.dispose();
    this.listeners.clear();
  }

  private hear(message: BridgeMessage): void {
    if (message.type === "hello") void this.welcome(message.bob, message.authority);
    if (message.type === "replaced") this.stop("replaced");
    if (message.type === "opened" && message.way === "in") void this.receive(message.id);
    if (message.type === "bytes") this.pipes.get(message.id)?.put(bytesIn(message.bytes));
    if (message.type === "ended" || message.type === "closed") this.pipes.get(message.id)?.stop();
    if (message.type === "closed") this.pipes.delete(message.id);
  }

  private async welcome(port: number | null, authority: string): Promise<void> {
    this.papers ??= makeLivePapers(new Date());
    const { pem } = await this.papers;
    await this.bridge.keepAuthority(pem);
    this.set({ status: "open", port, authority, pem });
  }

  private stop(status: LiveState["status"]): void {
    for (const pipe of this.pipes.values()) pipe.stop();
    this.pipes.clear();
    // What ended it first is what is said.
    if (this.state.status === "opening" || this.state.status === "open") this.set({ status });
  }

  /** Records a connection from its first byte to its last. */
  private async receive(id: number): Promise<void> {
    const pipe = createPipe(this.bridge, id);
    this.pipes.set(id, pipe);
    const now = new Date();
    const { switches } = this.state;
    this.put({ id, at: now, growing: null, open: true, words: "has connected", switches });
    this.papers ??= makeLivePapers(now);
    const scenario = callScenario({ wire: pipe.wire, live: await this.papers, now });
    const throws = throwsOf(switches);
    const { told, flush } = breathing((recording) => this.show(id, recording));
    try {
      const run = await record(scenario, { scene: liveScene.card.id, hops: 1, throws, pool: this.pool, told });
      flush(run.recording);
      this.change(id, { open: false });
    } catch (error) {
      this.change(id, { open: false, words: "could not be recorded" });
      pipe.wire.end();
      reportError(error);
    }
  }

  /** Brings a connection up to date on stage. It comes on by itself where nobody is busy with an earlier one. */
  private show(id: number, recording: Recording): void {
    const caller = this.callerOf(id);
    if (caller === undefined) return;
    const words = courseWords(liveCourse(recording));
    if (caller.growing !== null) {
      caller.growing.grow(recording);
      this.change(id, { words });
      return;
    }
    const growing = createGrowingPlayer(liveScene, recording, this.reducedMotion);
    growing.player.actions.last();
    const before = this.callerOf(this.state.shown ?? 0);
    this.change(id, { words, growing });
    if (before?.growing?.isAtEnd() !== false) this.set({ shown: id });
  }

  private callerOf(id: number): Caller | undefined {
    return this.state.callers.find((caller) => caller.id === id);
  }

  private put(caller: Caller): void {
    const callers = [...this.state.callers, caller];
    const gone =
      callers.length > MOST_CALLERS ? callers.find(({ id, open }) => !open && id !== this.state.shown) : null;
    gone?.growing?.player.dispose();
    this.set({ callers: callers.filter((one) => one !== gone) });
  }

  private change(id: number, part: Partial<Caller>): void {
    this.set({ callers: this.state.callers.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  }

  private set(part: Partial<LiveState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** The switches that stand otherwise than by default, thrown from the start. */
function throwsOf(switches: SwitchValues): readonly Throw[] {
  return Object.entries(switches).flatMap(([id, value]) =>
    START.switches[id] === value ? [] : [{ switch: id, value, after: null }],
  );
}

/** Hands on the newest of what comes fast, with a breath between; `flush` hands on the last at once. */
function breathing(show: (recording: Recording) => void) {
  let newest: Recording | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  function handOn(): void {
    timer = null;
    if (newest !== null) show(newest);
    newest = null;
  }
  return {
    told: (recording: Recording): void => {
      newest = recording;
      timer ??= setTimeout(handOn, BREATH_MS);
    },
    flush: (recording: Recording): void => {
      if (timer !== null) clearTimeout(timer);
      newest = recording;
      handOn();
    },
  };
}
