import { openSync, writeSync } from "node:fs";
import type { TlsEvent } from "../tls/events.ts";
import { keyLogLine } from "../tls/schedule/keyLog.ts";
import { UsageError } from "./files.ts";

/** Notes the secrets of one connection; give it each event in order. */
export type KeyLogger = (event: TlsEvent) => void;

/** A key log (draft-ietf-tls-keylogfile) to append to; whoever reads the file can read the connections. */
export type KeyLog = Readonly<{ forConnection: () => KeyLogger }>;

/** Opens the file, which only its owner can read if it is new. Throws UsageError where it can't be written. */
export function openKeyLog(path: string): KeyLog {
  const file = open(path);
  return {
    forConnection: () =>
      keyLogger((line) => {
        writeSync(file, `${line}\n`);
      }),
  };
}

/** Secrets can be told before the ClientHello whose random names the connection: they wait for it. */
export function keyLogger(write: (line: string) => void): KeyLogger {
  let clientRandom: Uint8Array | null = null;
  const waiting: Extract<TlsEvent, { type: "secret" }>[] = [];
  return (event) => {
    if (event.type === "message" && event.message.type === "client_hello") clientRandom ??= event.message.random;
    if (event.type === "secret") waiting.push(event);
    if (clientRandom === null) return;
    for (const secret of waiting.splice(0)) {
      const line = keyLogLine(clientRandom, secret);
      if (line !== null) write(line);
    }
  };
}

function open(path: string): number {
  try {
    return openSync(path, "a", 0o600);
  } catch (error) {
    throw new UsageError(`--keylog: ${path} can't be written (${error instanceof Error ? error.message : error})`);
  }
}
