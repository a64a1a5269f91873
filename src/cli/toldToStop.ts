import { whenAbandoned } from "./abandoned.ts";
import { DONE, REFUSED, whenOutputFails } from "./terminal.ts";

/** Until there is a reason to stop; gives the exit code. Whose reader left goes on serving. */
export function toldToStop(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(DONE));
    whenAbandoned(() => resolve(DONE));
    whenOutputFails((readerLeft) => {
      if (!readerLeft) resolve(REFUSED);
    });
  });
}
