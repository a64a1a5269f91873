import { type BridgeMessage, readMessage } from "./messages.ts";

/** How the pipe to the local server came to its end: it would not have this page, or it is not there. */
export type BridgeEnd = "refused" | "gone";

export type Bridge = Readonly<{
  /** Sends bytes on a connection; in the order of the calls. */
  send: (id: number, bytes: Uint8Array<ArrayBuffer>) => void;
  /** Ends our side of a connection, after what was sent before. */
  end: (id: number) => void;
  /** Asks for a connection to the real server; says whether there is one. */
  dial: () => Promise<boolean>;
  /** Hands over a file, for programs to read. */
  keep: (name: "ca.pem" | "client.pem", pem: string) => Promise<boolean>;
  close: () => void;
}>;

/**
 * The page's end of the pipe to the local server, which is reached with the token that it printed.
 *
 * @param told is given every message
 * @param over is called once, when no more will come
 */
export function openBridge(
  token: string,
  told: (message: BridgeMessage) => void,
  over: (how: BridgeEnd) => void,
): Bridge {
  const stop = new AbortController();
  const headers = { Authorization: `Bearer ${token}` };
  const waiting = new Map<number, Promise<unknown>>();

  async function call(method: string, path: string, body: BodyInit | null): Promise<string | null> {
    try {
      const answer = await fetch(`/bridge/${path}`, { method, headers, body, cache: "no-store", signal: stop.signal });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  /** One call after the other: what is sent first arrives first. */
  function queue(id: number, path: string, body: BodyInit | null): void {
    const before = waiting.get(id) ?? Promise.resolve();
    const next = before.then(() => call("POST", path, body));
    waiting.set(id, next);
    void next.then(() => {
      if (waiting.get(id) === next) waiting.delete(id);
    });
  }

  void listen(headers, stop.signal, told).then((how) => {
    if (!stop.signal.aborted) over(how);
  });

  return {
    send: (id, bytes) => queue(id, `send/${id}`, new Blob([bytes])),
    end: (id) => queue(id, `end/${id}`, null),
    dial: async () => (await call("POST", "dial", null)) !== null,
    keep: async (name, pem) => (await call("PUT", `file/${name}`, pem)) !== null,
    close: () => stop.abort(),
  };
}

/** Reads lines until there are no more. */
async function listen(
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  told: (message: BridgeMessage) => void,
): Promise<BridgeEnd> {
  try {
    const answer = await fetch("/bridge/events", { headers, cache: "no-store", signal });
    if (!answer.ok || answer.body === null) return "refused";
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "gone";
      const lines = `${rest}${value}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const message = readMessage(line);
        if (message !== null) told(message);
      }
    }
  } catch {
    return "gone";
  }
}
