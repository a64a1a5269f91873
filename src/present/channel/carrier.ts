import { APP, type Head, headOf, type Role, VERSION } from "./messages.ts";

export type Carrier = Readonly<{
  post: (body: object) => void;
  /** Windows that are told directly where the channel does not reach: the one that opened this, the one that it opened. */
  reach: (other: Window | null) => void;
  close: () => void;
}>;

type CarrierOptions = Readonly<{
  session: string;
  role: Role;
  /** Called once for each message of the presentation, in the order of sending for each window. */
  onMessage: (head: Head) => void;
}>;

/**
 * Carries envelopes between the windows of one presentation: over a BroadcastChannel, and, until something has come
 * over it, to the windows that are known too: files that are opened from disk have no origin in common in some browsers,
 * and then no channel. What comes both ways counts once.
 */
export function openCarrier({ session, role, onMessage }: CarrierOptions): Carrier {
  const own = randomHex(8);
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`${APP}/${session}`) : null;
  const others = new Set<Window>();
  const last = new Map<string, number>();
  let number = 0;
  let channelCarries = false;

  function receive(data: unknown): boolean {
    const head = headOf(data);
    if (head === null || head.session !== session || head.window === own) return false;
    if (head.number <= (last.get(head.window) ?? 0)) return true;
    last.set(head.window, head.number);
    onMessage(head);
    return true;
  }

  function onChannel(event: MessageEvent<unknown>): void {
    if (receive(event.data)) channelCarries = true;
  }

  function onWindow(event: MessageEvent<unknown>): void {
    // Files from disk have no origin that could be compared: the session, which is secret, is then all there is.
    if (!isFromDisk() && (event.origin !== location.origin || isOpaque())) return;
    if (receive(event.data) && isWindow(event.source)) others.add(event.source);
  }

  channel?.addEventListener("message", onChannel);
  globalThis.addEventListener("message", onWindow);
  return {
    post: (body) => {
      number++;
      const envelope = { app: APP, version: VERSION, session, role, window: own, number, body };
      channel?.postMessage(envelope);
      if (channelCarries || isOpaque()) return;
      for (const other of others) if (!other.closed) other.postMessage(envelope, isFromDisk() ? "*" : location.origin);
    },
    reach: (other) => {
      if (other !== null) others.add(other);
    },
    close: () => {
      channel?.close();
      globalThis.removeEventListener("message", onWindow);
    },
  };
}

/** So many random bytes as hexadecimal digits. */
export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isFromDisk(): boolean {
  return location.protocol === "file:";
}

/** In a sandboxed document that has no address: all such say that they are of one origin, `null`, and are not. */
function isOpaque(): boolean {
  return location.origin === "null" && !isFromDisk();
}

/** Whether it is a window, also of another realm or origin, which no `instanceof` tells. */
export function isWindow(source: unknown): source is Window {
  return typeof source === "object" && source !== null && "closed" in source;
}
