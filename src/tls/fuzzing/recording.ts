import { concat } from "../../bytes/text.ts";
import { connectClient } from "../client.ts";
import { CONTENT_TYPES } from "../codepoints.ts";
import type { Connection } from "../connection.ts";
import type { Epoch, SecretName, TlsEvent } from "../events.ts";
import type { Output } from "../output.ts";
import { HEADER_SIZE } from "../record/sizes.ts";
import { SUITES, type Suite } from "../schedule/suites.ts";
import { acceptClient } from "../server.ts";
import type { Act, Role, Scenario } from "./scenarios.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is protected together: a whole handshake message, or the content of any other record. */
export type Unit = Readonly<{
  epoch: Epoch;
  generation: number;
  /** Content type, as a number. */
  type: number;
  content: Bytes;
  /** Zeros behind the content, inside the protection. */
  padding: number;
}>;

/** What happens to one end, in order: it acts, or something comes, of which there are this many units and records. */
export type Turn = Readonly<{ act: Act }> | Readonly<{ units: readonly Unit[]; records: readonly Bytes[] }>;

/** A handshake as it goes where nobody disturbs it, as each end lives it. */
export type Recording = Readonly<{
  scenario: Scenario;
  turns: Readonly<Record<Role, readonly Turn[]>>;
  events: Readonly<Record<Role, readonly TlsEvent[]>>;
  /** What each end sent. */
  sent: Readonly<Record<Role, Bytes>>;
  suite: Suite;
}>;

export const ROLES = ["client", "server"] as const;

export function other(role: Role): Role {
  return role === "client" ? "server" : "client";
}

/** Does what the scenario says. A connection that is closed or has failed does nothing, which is right too. */
export function perform(connection: Connection, act: Act): Promise<Output> {
  switch (act.act) {
    case "start":
      return connection.start();
    case "close":
      return connection.close();
    case "write":
      return connection.write(act.data);
    case "updateKeys":
      return connection.updateKeys(act.request);
  }
}

export function connectionFor({ client, server }: Scenario, role: Role): Connection {
  return role === "client" ? connectClient(client()) : acceptClient(server());
}

/** Plays a scenario with both ends and keeps what each of them sees. Throws where that does not end well. */
export async function record(scenario: Scenario): Promise<Recording> {
  const ends = { client: connectionFor(scenario, "client"), server: connectionFor(scenario, "server") };
  const turns: Record<Role, Turn[]> = { client: [], server: [] };
  const events: Record<Role, TlsEvent[]> = { client: [], server: [] };
  const sent: Record<Role, Bytes> = { client: new Uint8Array(), server: new Uint8Array() };
  const underway: Readonly<{ to: Role; bytes: Bytes }>[] = [];
  const keep = (from: Role, output: Output) => {
    events[from].push(...output.events);
    sent[from] = concat(sent[from], output.bytes);
    if (output.bytes.length === 0) return;
    const to = other(from);
    turns[to].push({ units: unitsOf(output.events), records: recordsOf(output.bytes) });
    underway.push({ to, bytes: output.bytes });
  };
  for (const act of scenario.acts) {
    turns[act.by].push({ act });
    keep(act.by, await perform(ends[act.by], act));
    for (let next = underway.shift(); next !== undefined; next = underway.shift()) {
      keep(next.to, await ends[next.to].receive(next.bytes));
    }
  }
  const { negotiated } = ends.client;
  const failure = ends.client.failure ?? ends.server.failure;
  if (failure !== null || negotiated === null) {
    throw new Error(`${scenario.name} does not even work: ${JSON.stringify(failure)}`);
  }
  return { scenario, turns, events, sent, suite: SUITES[negotiated.suite] };
}

/** The units in what an end sent, by its own account. */
export function unitsOf(events: readonly TlsEvent[]): readonly Unit[] {
  const units: Unit[] = [];
  let rest: Bytes = new Uint8Array();
  for (const event of events) {
    if (event.type !== "record" || event.direction !== "sent") continue;
    const { epoch, generation, padding } = event;
    const type = CONTENT_TYPES[event.contentType];
    const add = (content: Bytes) => units.push({ epoch, generation, type, content, padding });
    if (event.contentType === "handshake") {
      const messages = messagesIn(concat(rest, event.content));
      rest = messages.rest;
      for (const message of messages.whole) add(message);
    } else add(new Uint8Array(event.content));
  }
  return units;
}

function messagesIn(bytes: Bytes): Readonly<{ whole: readonly Bytes[]; rest: Bytes }> {
  const whole: Bytes[] = [];
  let rest = bytes;
  for (;;) {
    const [, high = 0, middle = 0, low = 0] = rest;
    const size = 4 + high * 65536 + middle * 256 + low;
    if (rest.length < 4 || rest.length < size) return { whole, rest };
    whole.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
}

/** Bytes of the transport, cut into records. */
export function recordsOf(bytes: Bytes): readonly Bytes[] {
  const records: Bytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = HEADER_SIZE + (bytes[at + 3] ?? 0) * 256 + (bytes[at + 4] ?? 0);
    records.push(bytes.slice(at, at + size));
    at += size;
  }
  return records;
}

const TRAFFIC: Readonly<Record<Role, Readonly<Record<Epoch, SecretName | null>>>> = {
  client: {
    initial: null,
    early: "client_early_traffic_secret",
    handshake: "client_handshake_traffic_secret",
    application: "client_application_traffic_secret",
  },
  server: {
    initial: null,
    early: null,
    handshake: "server_handshake_traffic_secret",
    application: "server_application_traffic_secret",
  },
};

/** The traffic secret that `writer` writes with, by these events; null: they tell of none. */
export function trafficSecret(
  events: readonly TlsEvent[],
  writer: Role,
  { epoch, generation }: Pick<Unit, "epoch" | "generation">,
): Bytes | null {
  const name = TRAFFIC[writer][epoch];
  const told = events.find(
    (event) => event.type === "secret" && event.name === name && event.generation === generation,
  );
  return told?.type === "secret" ? told.secret : null;
}
