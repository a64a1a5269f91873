import { createServer, type Socket } from "node:net";
import { RsaPool } from "../../crypto/pool.ts";
import type { LiveWire } from "../../sim/live/wire.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";
import { type LivePapers, makeLivePapers } from "./papers.ts";
import { callScenario } from "./scene.ts";

/** A socket as the simulation has it. */
export function wireOf(socket: Socket): LiveWire {
  const chunks: Buffer[] = [];
  let ended = false;
  let wake = () => {};
  const awake = () => wake();
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    awake();
  });
  for (const end of ["end", "error", "close"]) {
    socket.on(end, () => {
      ended = true;
      awake();
    });
  }
  return {
    next: async () => {
      while (chunks.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const chunk = chunks.shift();
      return chunk === undefined ? null : new Uint8Array(chunk);
    },
    send: (bytes) => void socket.write(bytes),
    end: () => void socket.end(),
  };
}

/** Bob on stage, on a real socket of this machine: every connection becomes a recording. */
export async function bobOnStage(switches: Readonly<Record<string, string>>) {
  const live: LivePapers = await makeLivePapers(new Date());
  const throws = Object.entries(switches).map(([id, value]): Throw => ({ switch: id, value, after: null }));
  const recordings: Promise<Recording>[] = [];
  const grown: number[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const scenario = callScenario({ wire: wireOf(socket), live, now: new Date() });
    const told = (soFar: Recording) => void grown.push(soFar.steps.length);
    const run = record(scenario, { scene: "live", hops: 1, throws, pool: new RsaPool(0), told });
    recordings.push(run.then(({ recording }) => recording));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return { live, port, recordings, grown, close: () => void server.close() };
}
