import { openCarrier } from "./carrier.ts";
import { after, type Connection, type ConnectionEvent, NOBODY_YET } from "./connection.ts";
import {
  type AudienceBody,
  audienceBodyOf,
  type Head,
  type PresenterBody,
  presenterBodyOf,
  type Role,
} from "./messages.ts";

/** One window’s end of a presentation. */
export type Link<Out> = Readonly<{
  session: string;
  post: (body: Out) => void;
  /** What is known of the other window, and the way to hear of changes. */
  connection: () => Connection;
  subscribe: (listener: () => void) => () => void;
  /** Another window that may be told directly. */
  reach: (other: Window | null) => void;
  close: () => void;
}>;

export type AudienceLink = Link<AudienceBody>;
export type PresenterLink = Link<PresenterBody>;

/** How often the other window is asked whether it is there, in ms. */
const ASK_EVERY_MS = 2000;
/** One that said goodbye may be loading again: it is called so often, and so many times, that it hears before it opens. */
const CALL_EVERY_MS = 200;
const MOST_CALLS = 50;

type Heard<In> = (body: In) => void;

/** The audience’s end. `taken`: another window is this presentation’s audience already. */
export function openAudienceLink(session: string, heard: Heard<PresenterBody>, taken: () => void): AudienceLink {
  return openLink<PresenterBody, AudienceBody>(session, {
    role: "audience",
    read: presenterBodyOf,
    heard,
    ping: { type: "ping" },
    bye: { type: "bye" },
    same: (body, post) => {
      const said = audienceBodyOf(body);
      if (said?.type === "hello" && said.wants) post({ type: "taken" });
      if (said?.type === "taken") taken();
    },
  });
}

/** The presenter’s end. Several presenters may look on at once. */
export function openPresenterLink(session: string, heard: Heard<AudienceBody>): PresenterLink {
  return openLink<AudienceBody, PresenterBody>(session, {
    role: "presenter",
    read: audienceBodyOf,
    heard,
    ping: { type: "ping" },
    bye: { type: "bye" },
    same: () => undefined,
  });
}

type End<In, Out> = Readonly<{
  role: Role;
  read: (body: unknown) => In | null;
  heard: Heard<In>;
  ping: Out;
  bye: Out;
  /** A message of a window in the same role. */
  same: (body: unknown, post: (answer: Out) => void) => void;
}>;

function openLink<In extends { type: string }, Out extends object>(session: string, end: End<In, Out>): Link<Out> {
  const listeners = new Set<() => void>();
  let connection: Connection = NOBODY_YET;
  const carrier = openCarrier({ session, role: end.role, onMessage });

  function become(event: ConnectionEvent): void {
    const before = connection;
    connection = after(before, event);
    if (connection.status !== before.status) for (const listener of listeners) listener();
  }

  function onMessage({ role, body }: Head): void {
    if (role === end.role) {
      end.same(body, carrier.post);
      return;
    }
    const read = end.read(body);
    if (read === null) return;
    const isAnswered = connection.unanswered > 0;
    become(read.type === "bye" || read.type === "away" ? read.type : "heard");
    // A question is answered; an answer, which comes to somebody who asked, is not.
    if (read.type === "ping" && !isAnswered) carrier.post(end.ping);
    end.heard(read);
  }

  const timer = setInterval(() => {
    become("asked");
    carrier.post(end.ping);
  }, ASK_EVERY_MS);
  let calls = 0;
  const calling = setInterval(() => {
    calls = connection.status === "left" ? calls + 1 : 0;
    if (calls > 0 && calls <= MOST_CALLS) carrier.post(end.ping);
  }, CALL_EVERY_MS);
  const sayBye = (): void => carrier.post(end.bye);
  // A page that is kept for later may come back: then it is heard again.
  addEventListener("pagehide", sayBye);
  return {
    session,
    post: carrier.post,
    connection: () => connection,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reach: carrier.reach,
    close: () => {
      clearInterval(timer);
      clearInterval(calling);
      removeEventListener("pagehide", sayBye);
      carrier.close();
    },
  };
}
