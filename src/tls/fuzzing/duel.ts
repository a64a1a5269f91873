import { sameBytes } from "../../bytes/text.ts";
import { clientMachine } from "../client/machine.ts";
import { type Connection, connectionOf } from "../connection.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Output } from "../output.ts";
import { type Change, rogue } from "../rogue.fixture.ts";
import { serverMachine } from "../server/machine.ts";
import type { Case } from "./case.ts";
import { deliver } from "./deliver.ts";
import { type Edit, edited, type Frame } from "./edits.ts";
import { End, type Meter } from "./end.ts";
import { frameOf, framesOf } from "./frames.ts";
import { Hand } from "./hand.ts";
import { secretFor } from "./keys.ts";
import { connectionFor, other, type Recording, unitsOf } from "./recording.ts";
import type { Role, Scenario } from "./scenarios.ts";

/** A message of a liar's, and whether it went out as it was meant. */
export type Said = Readonly<{ type: HandshakeMessage["type"]; meant: boolean }>;
export type Duel = Readonly<Record<Role, End> & { said: readonly Said[] }>;

const HANDSHAKE = 22;

/** Runs a case in which both ends are there: attackers "between" and "liar". */
export async function duel(recording: Recording, one: Case, meter: Meter): Promise<Duel> {
  const { scenario } = recording;
  const peer = other(one.to);
  const said: Said[] = [];
  const liar = one.attacker === "liar" ? lyingEnd(scenario, peer, changeOf(recording, one, said)) : null;
  const attacked = new End(connectionFor(scenario, one.to), meter);
  const opposite = new End(liar ?? connectionFor(scenario, peer), () => 0);
  const ends = one.to === "client" ? { client: attacked, server: opposite } : { client: opposite, server: attacked };
  const forward = one.attacker === "between" ? altering(recording, one, attacked) : passing(one, attacked);

  const underway: Readonly<{ from: Role; output: Output }>[] = [];
  const keep = (from: Role, output: Output) => {
    if (output.bytes.length > 0) underway.push({ from, output });
  };
  for (const act of scenario.acts) {
    keep(act.by, await ends[act.by].act(act));
    for (let next = underway.shift(); next !== undefined; next = underway.shift()) {
      const to = other(next.from);
      keep(to, await (to === one.to ? forward(next.output) : opposite.receive(next.output.bytes, WHOLE)));
    }
  }
  await ends.client.finish();
  await ends.server.finish();
  return { ...ends, said };
}

const WHOLE = { pieces: [], together: false };

/** Somebody on the line who opens what the one end sent and seals it again for the other, with what that one reads with. */
function altering(recording: Recording, one: Case, attacked: End): (output: Output) => Promise<Output> {
  const hand = new Hand((place) => secretFor(one.to, attacked.events, recording, place));
  const counter = counterOf(recording, one);
  return ({ events }) => {
    const frames = counter(unitsOf(events).map((unit) => frameOf(unit, 0)));
    return deliver(frames, attacked, hand, one);
  };
}

function passing(one: Case, attacked: End): (output: Output) => Promise<Output> {
  return ({ bytes }) => attacked.receive(bytes, one);
}

/** What a liar says in place of each of its handshake messages; `said` keeps the account. */
function changeOf(recording: Recording, one: Case, said: Said[]): Change {
  const counter = counterOf(recording, one);
  return (message) => {
    const content = encodeMessage(message);
    const unit = { epoch: "initial", generation: 0, type: HANDSHAKE, content, padding: 0 } as const;
    const instead = counter([frameOf(unit, 0)]).flatMap((frame) => (frame.content.length > 0 ? [frame.content] : []));
    const [first] = instead;
    said.push({ type: message.type, meant: first !== undefined && instead.length === 1 && sameBytes(first, content) });
    return instead;
  };
}

/** Edits frames as they come: each edit is of one by its number, and places it among those that come along with it. */
function counterOf(recording: Recording, one: Case) {
  const total = framesOf(recording, one).length;
  let count = 0;
  return (frames: readonly Frame[]): readonly Frame[] => {
    const first = count;
    count += frames.length;
    const edits = one.edits.flatMap((edit): readonly Edit[] => {
      const frame = (edit.frame % (total || 1)) - first;
      return frame >= 0 && frame < frames.length ? [{ ...edit, frame }] : [];
    });
    return edited(frames, edits);
  };
}

function lyingEnd({ client, server }: Scenario, role: Role, change: Change): Connection {
  if (role === "server") {
    const config = server();
    return connectionOf(rogue(serverMachine(config), change), config);
  }
  const config = client();
  return connectionOf(rogue(clientMachine(config), change), config);
}
