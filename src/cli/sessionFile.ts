import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { fromHex, toHex } from "../bytes/hex.ts";
import { CIPHER_SUITES } from "../tls/codepoints.ts";
import type { Session } from "../tls/config.ts";
import { UsageError } from "./files.ts";
import { namesOf } from "./flags.ts";

const FORMAT = "between-alice-and-bob sessions 1";
const MOST = 8;

const bytes = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})*$/), v.maxLength(256 * 1024), v.transform(fromHex));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.nullable(v.pipe(v.string(), v.maxLength(1024)));
const schema = v.object({
  format: v.literal(FORMAT),
  sessions: v.pipe(
    v.array(
      v.object({
        ticket: bytes,
        psk: bytes,
        suite: v.picklist(namesOf(CIPHER_SUITES)),
        serverName: text,
        alpn: text,
        receivedAt: whole,
        authenticatedAt: whole,
        lifetime: whole,
        ageAdd: whole,
        maxEarlyData: whole,
        peer: v.nullable(
          v.object({ path: v.pipe(v.array(bytes), v.maxLength(32)), publicKey: bytes, subject: v.string() }),
        ),
      }),
    ),
    v.maxLength(MOST),
  ),
});

/**
 * The sessions that a file holds, the newest last; none where there is no such file. Throws UsageError where the file
 * is something else.
 */
export function readSessions(path: string): readonly Session[] {
  if (!existsSync(path)) return [];
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), read(path));
  if (!found.success) throw new UsageError(`--session: ${path} holds no sessions of Alice's; she won't overwrite it`);
  return found.output.sessions;
}

/**
 * Keeps the newest sessions in a file that only its owner can read: whoever has their secrets can resume them, and
 * read what is resumed. Written under another name first, so that the file is always whole.
 */
export function writeSessions(path: string, sessions: readonly Session[]): void {
  const kept = sessions.slice(-MOST).map((session) => ({
    ...session,
    ticket: toHex(session.ticket),
    psk: toHex(session.psk),
    peer: session.peer && {
      ...session.peer,
      path: session.peer.path.map(toHex),
      publicKey: toHex(session.peer.publicKey),
    },
  }));
  const temporary = `${path}.${randomUUID()}`;
  writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, sessions: kept })}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--session: ${path} can't be read (${error instanceof Error ? error.message : error})`);
  }
}
