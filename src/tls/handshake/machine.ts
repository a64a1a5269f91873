import type { HandshakeTypeName } from "../codepoints.ts";
import type { Conversation, Received } from "./conversation.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A handshake state: its name as in RFC 8446 appendix A, and whatever the next messages need of the ones before. */
export type MachineState = Readonly<{ name: string }>;

/**
 * One end's handshake as a state machine (RFC 8446 appendix A). It has no effect but through the conversation, and
 * refuses by throwing Refused. What the connection does for every machine: records, reassembly, alerts,
 * change_cipher_spec, the "message" event of what comes and goes, the "state" event, and, once "connected" was emitted,
 * application data and KeyUpdate. What the machine does: everything else, also `transcript.add` of what it receives.
 */
export type Machine<State extends MachineState> = Readonly<{
  role: "client" | "server";
  initial: State;
  /** The messages that a state takes. Others are refused undecoded, with unexpected_message. KeyUpdate isn't listed. */
  wants(state: State): readonly HandshakeTypeName[];
  /** The first flight of a client; a server gives its state back. */
  start(state: State, conversation: Conversation): Promise<State>;
  /**
   * A message that the state wants: what comes of it. States that wait for nothing, and are only passed through within
   * the step, are named by `pass` as they are entered.
   */
  step(state: State, received: Received, conversation: Conversation, pass: (name: string) => void): Promise<State>;
  /** Application data that came before "connected" (0-RTT): refuses, or emits it. */
  earlyData(state: State, data: Bytes, conversation: Conversation): Promise<State>;
  /** True where our application data may go out already, before "connected"; until then it waits. */
  mayWrite(state: State): boolean;
}>;

/** A machine that goes, with the present state inside. */
export type Running = Readonly<{
  role: "client" | "server";
  /** The present state's name. */
  name(): string;
  wants(): readonly HandshakeTypeName[];
  start(conversation: Conversation): Promise<void>;
  step(received: Received, conversation: Conversation): Promise<void>;
  earlyData(data: Bytes, conversation: Conversation): Promise<void>;
  mayWrite(): boolean;
}>;

/** Sets a machine to its initial state. Each change of the state's name is told by a "state" event. */
export function run<State extends MachineState>(machine: Machine<State>): Running {
  let state = machine.initial;
  let { name } = state;
  const pass = (to: string, conversation: Conversation) => {
    if (name !== to) conversation.emit({ type: "state", from: name, to });
    name = to;
  };
  const enter = (next: State, conversation: Conversation) => {
    state = next;
    pass(next.name, conversation);
  };
  return {
    role: machine.role,
    name: () => name,
    wants: () => machine.wants(state),
    start: async (conversation) => enter(await machine.start(state, conversation), conversation),
    step: async (received, conversation) => {
      const next = await machine.step(state, received, conversation, (to) => pass(to, conversation));
      enter(next, conversation);
    },
    earlyData: async (data, conversation) => enter(await machine.earlyData(state, data, conversation), conversation),
    mayWrite: () => machine.mayWrite(state),
  };
}
