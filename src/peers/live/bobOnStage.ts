import { Sockets } from "../../cli/bridge/sockets.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { type LivePapers, makeLivePapers } from "../../scenes/live/papers.ts";
import { callScenario } from "../../scenes/live/scene.ts";
import type { LiveWire } from "../../sim/live/wire.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";

type Line = Readonly<{ wire: LiveWire; put: (bytes: Buffer) => void; stop: () => void }>;

/** A connection of the bridge's as the simulation has it. */
function lineOf(sockets: Sockets, id: number): Line {
  const came: Buffer[] = [];
  let over = false;
  let wake = () => {};
  async function next() {
    while (came.length === 0 && !over) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const bytes = came.shift();
    return bytes === undefined ? null : new Uint8Array(bytes);
  }
  return {
    wire: { next, send: (bytes) => sockets.send(id, bytes), end: () => sockets.end(id) },
    put: (bytes) => {
      came.push(bytes);
      wake();
    },
    stop: () => {
      over = true;
      wake();
    },
  };
}

/** Bob on stage behind the bridge's own sockets: every connection becomes a recording. */
export async function bobOnStage(switches: Readonly<Record<string, string>>) {
  const live: LivePapers = await makeLivePapers(new Date());
  const throws = Object.entries(switches).map(([id, value]): Throw => ({ switch: id, value, after: null }));
  const recordings: Promise<Recording>[] = [];
  const grown: number[] = [];
  const lines = new Map<number, Line>();
  const sockets = new Sockets((event) => {
    if (event.type === "opened") lines.set(event.id, begin(event.id));
    if (event.type === "bytes") lines.get(event.id)?.put(Buffer.from(event.bytes, "base64"));
    if (event.type === "ended" || event.type === "closed") lines.get(event.id)?.stop();
    return true;
  });
  function begin(id: number): Line {
    const line = lineOf(sockets, id);
    const scenario = callScenario({ wire: line.wire, live, now: new Date() });
    const told = (soFar: Recording) => void grown.push(soFar.steps.length);
    const run = record(scenario, { scene: "live", hops: 1, throws, pool: new RsaPool(0), told });
    recordings.push(run.then(({ recording }) => recording));
    return line;
  }
  const port = await sockets.listen(0);
  return { live, port, recordings, grown, close: () => sockets.close() };
}
