import type { Arguments, Method } from "../messages/protocol.ts";
import { type Heard, isHeard, isObject } from "./checks.ts";

// The protocol's own constants, here once more: what is imported for its types alone costs a page nothing.
const NAMESPACE: typeof import("../messages/protocol.ts").NAMESPACE = "between-alice-and-bob";
const VERSION: typeof import("../messages/protocol.ts").VERSION = 1;

/** How long an answer may take, and how often it is asked whether anybody is there, in ms. */
const PATIENCE = 10_000;
const ASK_AGAIN = 500;
const MOST_QUESTIONS = 60;

export type Speech = Readonly<{
  /** Asks until the scene answers. */
  greet: () => void;
  /** Rejects where the scene refuses, or doesn't answer in time. */
  ask: <M extends Method>(method: M, args: Arguments[M]) => Promise<unknown>;
  /** Hears no more, and rejects whatever is still awaited. */
  end: () => void;
}>;

type Waiting = Readonly<{ resolve: (result: unknown) => void; reject: (error: Error) => void }>;

/**
 * Speaks with the scene in a frame: to that window at that origin alone, and heard from there alone.
 * @param hear what happened in the scene
 */
export function speakWith(frame: HTMLIFrameElement, origin: string, hear: (heard: Heard) => void): Speech {
  const waiting = new Map<string, Waiting>();
  let count = 0;
  // A file's origin is no address; nothing that is said here is secret.
  const target = origin === "null" ? "*" : origin;
  let greeting: ReturnType<typeof setInterval> | undefined;

  function receive({ source, origin: from, data }: MessageEvent<unknown>): void {
    if (source === null || source !== frame.contentWindow || from !== origin || !isObject(data)) return;
    if (data.namespace !== NAMESPACE || data.version !== VERSION) return;
    const said = { event: data.event, detail: data.detail };
    if (typeof data.reply === "string") answer(data.reply, data);
    else if (isHeard(said)) hear(said);
  }

  function answer(id: string, { ok, result, error }: Readonly<Record<string, unknown>>): void {
    const asked = waiting.get(id);
    if (ok === true) asked?.resolve(result);
    else
      asked?.reject(
        failure(isObject(error) ? `${error.message}` : "The scene refused.", isObject(error) ? `${error.code}` : ""),
      );
  }

  function send(method: Method, args: readonly unknown[], id: string): void {
    frame.contentWindow?.postMessage({ namespace: NAMESPACE, version: VERSION, id, method, args }, target);
  }

  function ask(method: Method, args: readonly unknown[]): Promise<unknown> {
    const id = `element-${count++}`;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(failure("The scene did not answer in time.", "timeout")), PATIENCE);
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(id);
      };
      waiting.set(id, {
        resolve: (result) => {
          done();
          resolve(result);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      send(method, args, id);
    });
  }

  function greet(): void {
    let asked = 0;
    const hello = (): void => {
      if (asked++ < MOST_QUESTIONS) send("hello", [], "hello");
      else clearInterval(greeting);
    };
    clearInterval(greeting);
    greeting = setInterval(hello, ASK_AGAIN);
    waiting.set("hello", { resolve: () => clearInterval(greeting), reject: () => clearInterval(greeting) });
    hello();
  }

  addEventListener("message", receive);
  return {
    greet,
    ask,
    end: () => {
      removeEventListener("message", receive);
      clearInterval(greeting);
      for (const { reject } of [...waiting.values()]) reject(failure("The scene is gone.", "gone"));
    },
  };
}

/** An error with the protocol’s code, so that a page can tell failures apart. */
export function failure(message: string, code: string): Error {
  return Object.assign(new Error(message), { name: "SceneError", code });
}
