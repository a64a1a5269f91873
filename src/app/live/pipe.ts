import type { LiveWire } from "../../sim/live/wire.ts";
import type { Bridge } from "./bridge.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A connection of the local server's: what comes is put in, and the simulation takes it out. */
export type Pipe = Readonly<{ wire: LiveWire; put: (bytes: Bytes) => void; stop: () => void }>;

export function createPipe(bridge: Pick<Bridge, "send" | "end">, id: number): Pipe {
  const came: Bytes[] = [];
  let over = false;
  let ended = false;
  let wake: () => void = () => {};

  async function next(): Promise<Bytes | null> {
    while (came.length === 0 && !over) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return came.shift() ?? null;
  }

  return {
    wire: {
      next,
      send: (bytes) => bridge.send(id, bytes),
      end: () => {
        if (!ended) bridge.end(id);
        ended = true;
      },
    },
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
