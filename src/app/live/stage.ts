import { RsaPool } from "../../crypto/pool.ts";
import { t } from "../../language/t.ts";
import { createGrowingPlayer, type GrowingPlayer } from "../../player/growing.ts";
import { howItWent } from "../../scenes/live/ending.ts";
import { aliceSwitches, outScenario, outScene, type Server } from "../../scenes/live/outScene.ts";
import { type LivePapers, makeLivePapers } from "../../scenes/live/papers.ts";
import { bobSwitches, callScenario, liveScene, liveSwitches } from "../../scenes/live/scene.ts";
import { defaultsOf } from "../../scenes/switches.ts";
import type { Scene } from "../../scenes/types.ts";
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
  /** Whether it was Alice who called. */
  out: boolean;
  /** How it went so far, in a few words. */
  words: string;
  /** The switches as they stood when it called. */
  switches: SwitchValues;
}>;

export type LiveState = Readonly<{
  /** opening: the local server has not answered yet; open: Bob listens; the others: no more will come. */
  status: "opening" | "open" | "replaced" | BridgeEnd;
  /** Bob's port; null: he does not listen. */
  port: number | null;
  /** The server that Alice can call; null: none. */
  server: Server | null;
  /** Where the certificate of his authority lies, with one for whoever calls; and the authority's itself. */
  folder: string;
  pem: string;
  /** The newest last. */
  callers: readonly Caller[];
  /** Who is on stage; null: nobody yet. */
  shown: number | null;
  /** They hold for whoever calls next. */
  switches: SwitchValues;
}>;

type Hello = Extract<BridgeMessage, { type: "hello" }>;

/** The page need not draw more often than this, in ms, however fast a handshake goes. */
const BREATH_MS = 80;
/** More than that many are not kept: the oldest go. */
const MOST_CALLERS = 40;

const START: LiveState = {
  status: "opening",
  port: null,
  server: null,
  folder: "",
  pem: "",
  callers: [],
  shown: null,
  switches: defaultsOf([...liveSwitches, ...bobSwitches, ...aliceSwitches]),
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

  /** Lets Alice call the real server. */
  async call(): Promise<void> {
    await this.bridge.dial();
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
    if (message.type === "hello") void this.welcome(message);
    if (message.type === "replaced") this.stop("replaced");
    if (message.type === "opened") void this.receive(message.id, message.way === "out");
    if (message.type === "bytes") this.pipes.get(message.id)?.put(bytesIn(message.bytes));
    if (message.type === "ended" || message.type === "closed") this.pipes.get(message.id)?.stop();
    if (message.type === "closed") this.pipes.delete(message.id);
  }

  private async welcome({ bob: port, folder, alice, ca }: Hello): Promise<void> {
    this.papers ??= makeLivePapers(new Date());
    const { pem, visitor } = await this.papers;
    await Promise.all([this.bridge.keep("ca.pem", pem), this.bridge.keep("client.pem", visitor)]);
    const server = alice === null ? null : { name: alice.host, port: alice.port, path: alice.path, ca };
    this.set({ status: "open", port, server, folder, pem });
  }

  private stop(status: LiveState["status"]): void {
    for (const pipe of this.pipes.values()) pipe.stop();
    this.pipes.clear();
    // What ended it first is what is said.
    if (this.state.status === "opening" || this.state.status === "open") this.set({ status });
  }

  /** Records a connection from its first byte to its last. */
  private async receive(id: number, out: boolean): Promise<void> {
    const pipe = createPipe(this.bridge, id);
    this.pipes.set(id, pipe);
    const now = new Date();
    const { switches, server } = this.state;
    this.put({ id, at: now, growing: null, open: true, out, words: t`has connected`, switches });
    this.papers ??= makeLivePapers(now);
    const call = { wire: pipe.wire, live: await this.papers, now };
    const scenario = out && server !== null ? outScenario({ ...call, server }) : callScenario(call);
    const scene = sceneOf(out).card.id;
    const throws = throwsOf(switches);
    const { told, flush } = breathing((recording) => this.show(id, recording));
    try {
      const run = await record(scenario, { scene, hops: 1, throws, pool: this.pool, told });
      flush(run.recording);
      this.change(id, { open: false });
    } catch (error) {
      this.change(id, { open: false, words: t`could not be recorded` });
      pipe.wire.end();
      reportError(error);
    }
  }

  /** Brings a connection up to date on stage. It comes on by itself where nobody is busy with an earlier one. */
  private show(id: number, recording: Recording): void {
    const caller = this.callerOf(id);
    if (caller === undefined) return;
    const words = howItWent(recording);
    if (caller.growing !== null) {
      caller.growing.grow(recording);
      this.change(id, { words });
      return;
    }
    const growing = createGrowingPlayer(sceneOf(caller.out), recording, this.reducedMotion);
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

function sceneOf(out: boolean): Scene {
  return out ? outScene : liveScene;
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
