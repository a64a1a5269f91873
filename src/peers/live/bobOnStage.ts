import { createPipe, type Pipe } from "../../app/live/pipe.ts";
import { Sockets } from "../../cli/bridge/sockets.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { type LivePapers, makeLivePapers } from "../../scenes/live/papers.ts";
import { callScenario } from "../../scenes/live/scene.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";

/** Bob on stage behind the bridge's own sockets: every connection becomes a recording. */
export async function bobOnStage(switches: Readonly<Record<string, string>>) {
  const live: LivePapers = await makeLivePapers(new Date());
  const throws = Object.entries(switches).map(([id, value]): Throw => ({ switch: id, value, after: null }));
  const recordings: Promise<Recording>[] = [];
  const grown: number[] = [];
  const lines = new Map<number, Pipe>();
  const sockets = new Sockets((event) => {
    if (event.type === "opened") lines.set(event.id, begin(event.id));
    if (event.type === "bytes") lines.get(event.id)?.put(new Uint8Array(Buffer.from(event.bytes, "base64")));
    if (event.type === "ended" || event.type === "closed") lines.get(event.id)?.stop();
    return true;
  });
  function begin(id: number): Pipe {
    const line = createPipe(sockets, id);
    const scenario = callScenario({ wire: line.wire, live, now: new Date() });
    const told = (soFar: Recording) => void grown.push(soFar.steps.length);
    const run = record(scenario, { scene: "live", hops: 1, throws, pool: new RsaPool(0), told });
    recordings.push(run.then(({ recording }) => recording));
    return line;
  }
  const port = await sockets.listen(0);
  return { live, port, recordings, grown, close: () => sockets.close() };
}
