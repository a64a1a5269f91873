import type { Scene } from "../scenes/types.ts";
import type {
  Actor,
  ActorState,
  Artifact,
  PacketArtifact,
  Recording,
  SimEvent,
  Step,
  Throw,
  World,
} from "../sim/recording.ts";
import type { Recorder, Run } from "./runs.ts";

/** A small recording and scene made by hand, for tests: every kind of artifact stands in it once. */

const nobody: ActorState = {
  online: true,
  strategy: "off",
  keys: [],
  certificates: [],
  seenCertificates: [],
  trust: [],
  copies: [],
  knows: [],
  channels: [],
  deeds: [],
};

const cast: readonly Actor[] = [
  { id: "alice", role: "client", name: "Alice", host: null, canTurn: false },
  { id: "router1", role: "router", name: "Router 1", host: null, canTurn: true },
  { id: "bob", role: "server", name: "Bob", host: "bob.example", canTurn: false },
];

const request: PacketArtifact = {
  kind: "packet",
  id: "p1",
  message: "Text",
  label: "request",
  author: "alice",
  from: "alice",
  to: "bob",
  seal: { as: "yellow", key: "k1" },
  bytes: "00ff",
  changedFrom: null,
};

const things: readonly Artifact[] = [
  { kind: "key", id: "k1", algorithm: "AES-256-GCM", use: "channel", fingerprint: "ab".repeat(32), publicPart: null },
  {
    kind: "certificate",
    id: "c1",
    der: "3000",
    subject: "CN=bob.example",
    issuer: "CN=Authority",
    names: ["bob.example"],
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2027-01-01T00:00:00Z",
    usages: ["serverAuth"],
    isCA: false,
    serial: "01",
    key: "k1",
    fingerprint: "cd".repeat(32),
  },
];

const verdicts: readonly Artifact[] = [
  { kind: "signature", id: "s1", key: "k1", transcriptHash: "ee".repeat(32), bytes: "aa" },
  {
    kind: "verdict",
    id: "v1",
    by: "alice",
    about: "bob.example",
    purpose: "server",
    at: "2026-06-01T00:00:00Z",
    presented: ["c1"],
    path: ["c1"],
    checks: [
      {
        id: "dates",
        result: "passed",
        skippedBy: null,
        reason: null,
        expected: "2026-06-01",
        found: "2026-06-01",
        section: "RFC 5280 §6.1.3",
      },
    ],
    signature: "valid",
    accepted: true,
    reason: null,
    alert: null,
  },
];

const attempt: Artifact = {
  kind: "attempt",
  id: "a1",
  packet: "p1",
  key: "k1",
  part: "secret",
  method: "AES-256-GCM open",
  text: "hello",
  error: null,
};

/** The sample's recording of some throws: `marker` goes into what is new after the last throw. */
export function sampleRecording(hops = 1, throws: readonly Throw[] = [], marker = "0"): Recording {
  const start = worldOf({ mallory: valueAfter(throws, null) }, null);
  const events: readonly (readonly [string, SimEvent, readonly Artifact[]])[] = [
    ["alice.writes", { type: "writes", actor: "alice", packet: "p1", text: "hello" }, [request]],
    ["alice.sends", { type: "travels", actor: "alice", packet: "p1", path: ["alice", "router1"] }, []],
    ["router1.reads", { type: "reads", actor: "router1", packet: "p1", text: null }, []],
    ["router1.sends", { type: "travels", actor: "router1", packet: "p1", path: ["router1", "bob"] }, []],
    ["bob.opens", { type: "opens", actor: "bob", packet: "p1", attempt: "a1", text: "hello", gives: null }, [attempt]],
    ["bob.acts", { type: "acts", actor: "bob", text: marker }, []],
    ["alice.checks", { type: "checks", actor: "alice", verdict: "v1" }, verdicts],
    [
      "end",
      { type: "ends", actor: "alice", outcome: { delivered: ["hello"], leaked: [], forged: [], refused: [] } },
      [],
    ],
  ];
  const steps: Step[] = [];
  let mallory = valueAfter(throws, null);
  for (const [id, event, made] of events) {
    const world = worldOf({ mallory }, id === "alice.writes" ? null : "p1");
    steps.push({ id, event, made, world });
    mallory = throws.findLast((t) => t.after === id)?.value ?? mallory;
  }
  return {
    format: "between-alice-and-bob/recording",
    version: 1,
    scene: "sample",
    hops,
    throws,
    cast,
    made: things,
    start,
    steps,
  };
}

export const sampleScene: Scene = {
  card: { id: "sample", act: 1, title: "A sample", question: "Does it work?" },
  hops: { min: 1, max: 4, default: 1 },
  switches: [
    {
      id: "mallory",
      kind: "strategy",
      label: "Mallory",
      options: ["off", "eavesdrop", "tamper"].map((value) => ({ value, label: value, hint: "" })),
      default: "off",
    },
    {
      id: "names",
      kind: "whatIf",
      label: "Alice skips the name check",
      options: ["off", "on"].map((value) => ({ value, label: value, hint: "" })),
      default: "off",
    },
  ],
  predictions: [
    {
      id: "opens",
      before: "bob.opens",
      question: "Can Bob open it?",
      options: [
        { id: "yes", label: "Yes" },
        { id: "no", label: "No" },
      ],
      answer: () => ({ option: "yes", because: "He holds the key." }),
      settledAt: () => "bob.opens",
    },
  ],
  scenario: sampleScenario(),
  opening: { title: "Nothing yet", story: "Nothing.", protocol: "Nothing.", tick: "start" },
  words: ({ step }) => ({ title: step.id, story: step.id, protocol: step.id, tick: step.id }),
  leavesOut: [],
  breaks: [],
};

/** A recorder that makes sample recordings; each run's marker is another one. */
export function sampleRecorder(): Recorder<Run> & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    record: async (hops, throws) => {
      calls.push(`record ${hops}`);
      return { recording: sampleRecording(hops, throws, String(calls.length)) };
    },
    continueRun: async (run, throws, keep) => {
      calls.push(`continue ${keep}`);
      const next = sampleRecording(run.recording.hops, throws, String(calls.length));
      return { recording: { ...next, steps: [...run.recording.steps.slice(0, keep), ...next.steps.slice(keep)] } };
    },
  };
}

function worldOf(switches: Record<string, string>, packet: string | null): World {
  return {
    time: "2026-06-01T00:00:00Z",
    switches,
    actors: {
      alice: { ...nobody, keys: [{ key: "k1", part: "secret", how: "made" }], trust: ["c1"] },
      router1: { ...nobody, copies: packet === null ? [] : [packet] },
      bob: {
        ...nobody,
        keys: [{ key: "k1", part: "secret", how: "agreed" }],
        certificates: ["c1"],
        channels: [{ key: "k1", believes: "Alice", verified: null, open: true }],
        knows: packet === null ? [] : [{ text: "hello", how: "opened", packet, key: "k1" }],
      },
    },
    packet: packet === null ? null : { id: packet, at: "router1", open: false },
  };
}

function valueAfter(throws: readonly Throw[], after: string | null): string {
  return throws.findLast((t) => t.switch === "mallory" && t.after === after)?.value ?? "off";
}

function sampleScenario(): Scene["scenario"] {
  return {
    time: "2026-06-01T00:00:00Z",
    defaults: {},
    prepare: () => Promise.reject(new Error("the sample is never run")),
  };
}
