import { beforeAll, describe, expect, test } from "vitest";
import { Connection } from "../connection.ts";
import { run as running } from "../handshake/machine.ts";
import { type Output, outputOf } from "../output.ts";
import { serverMachine } from "../server/machine.ts";
import type { Case } from "./case.ts";
import { misconduct } from "./conduct.ts";
import { End } from "./end.ts";
import { run } from "./judge.ts";
import { makeLibrary } from "./library.ts";
import type { Recording } from "./recording.ts";
import { believing, makePeople } from "./world.ts";

/** A judge that never finds anything would let everything pass: here are ends that behave badly, and it says so. */

let library: readonly Recording[];

beforeAll(async () => {
  const { p256 } = await makePeople();
  library = await makeLibrary(believing(p256));
});

function recordingOf(name: string): Recording {
  const recording = library.find(({ scenario }) => scenario.name === name);
  if (recording === undefined) throw new Error(`no scenario ${name}`);
  return recording;
}

/** A server whose results are not what they should be, given something that is no ClientHello. */
async function badServer(change: (output: Output) => Output, meter = () => 0): Promise<string | null> {
  class Bad extends Connection {
    override async receive(bytes: Uint8Array): Promise<Output> {
      return change(await super.receive(bytes));
    }
  }
  const config = recordingOf("server").scenario.server();
  const end = new End(new Bad(running(serverMachine(config)), config), meter);
  await end.receive(Uint8Array.of(22, 3, 1, 0, 5, 2, 0, 0, 1, 0), { pieces: [], together: false });
  await end.finish();
  return misconduct(end, "server");
}

describe("what an end may not do", () => {
  test("one that does it right is not found fault with", async () => {
    expect(await badServer((output) => output)).toBeNull();
  });

  test.each<[string, (output: Output) => Output, string]>([
    ["no alert", ({ events }) => outputOf([], events), "without unexpected_message"],
    ["another alert", ({ bytes, events }) => outputOf([withLast(bytes, 40)], events), "without unexpected_message"],
    ["a warning", ({ bytes, events }) => outputOf([withWarning(bytes)], events), "without unexpected_message"],
    ["an alert twice", ({ bytes, events }) => outputOf([bytes, bytes], events), "without unexpected_message"],
    ["no record", ({ events }) => outputOf([Uint8Array.of(21, 3, 3, 0, 2, 2)], events), "can't be read"],
    ["a failure that isn't told", ({ parts }) => outputOf(parts, []), "0 events of one failure"],
    [
      "a failure that is told twice",
      ({ parts, events }) => outputOf(parts, [...events, ...events]),
      "2 events of one failure",
    ],
    ["a word behind the last", (output) => (output.bytes.length > 0 ? output : chatter), "after the end"],
    ["a method that throws", () => fail(), "did not resolve: Error: thrown"],
  ])("%s", async (_what, change, found) => {
    expect(await badServer(change)).toContain(found);
  });

  test("allocation", async () => {
    let used = 0;
    const meter = () => {
      used += 3 * 2 ** 20;
      return used;
    };
    expect(await badServer((output) => output, meter)).toContain("allocated 3145728");
  });

  test("an exception of its own", async () => {
    const recording = recordingOf("judged");
    const verifyPeer = () => Promise.reject(new Error("no idea"));
    const { scenario } = recording;
    const broken = { ...recording, scenario: { ...scenario, client: () => ({ ...scenario.client(), verifyPeer }) } };
    expect((await run(broken, undisturbed("judged", "peer"))).wrong).toContain("an exception inside: no idea");
  });
});

describe("what a success may not hide", () => {
  test("a handshake message that the peer didn't mean", async () => {
    const recording = recordingOf("server");
    const events = recording.events.client.map((event) =>
      event.type === "message" && event.message.type === "finished" ? { ...event, bytes: new Uint8Array(36) } : event,
    );
    const other = { ...recording, events: { ...recording.events, client: events } };
    expect((await run(other, undisturbed("server", "peer"))).wrong).toContain("connected, with message");
  });

  test("data that somebody without keys altered", async () => {
    const recording = recordingOf("server");
    const events = recording.events.client.map((event) =>
      event.type === "record" && event.contentType === "application_data"
        ? { ...event, content: new Uint8Array(3) }
        : event,
    );
    const other = { ...recording, events: { ...recording.events, client: events } };
    expect((await run(other, undisturbed("server", "wire"))).wrong).toContain("altered without keys");
  });
});

function undisturbed(scenario: string, attacker: Case["attacker"]): Case {
  return { scenario, to: "client", attacker, edits: [], pieces: [], together: false };
}

const chatter = outputOf([], [{ type: "closed" }]);

function withLast(bytes: Output["bytes"], value: number): Output["bytes"] {
  return bytes.length === 0 ? bytes : bytes.with(-1, value);
}

function withWarning(bytes: Output["bytes"]): Output["bytes"] {
  return bytes.length === 0 ? bytes : bytes.with(-2, 1);
}

function fail(): never {
  throw new Error("thrown");
}
