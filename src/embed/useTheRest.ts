import { useEffect } from "react";
import { fetchTheRest } from "../ui/later.tsx";

/** Once the reader has done anything, and the page has nothing else to do, all parts that were put off are fetched. */
export function useTheRest(): void {
  useEffect(() => {
    const stop = new AbortController();
    const begin = (): void => {
      stop.abort();
      whenIdle(() => void fetchTheRest());
    };
    addEventListener("pointerdown", begin, { signal: stop.signal });
    addEventListener("keydown", begin, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 100);
}
