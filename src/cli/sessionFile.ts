import { randomUUID } from "node:crypto";
import { accessSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as v from "valibot";
import { fromHex, toHex } from "../bytes/hex.ts";
import { CIPHER_SUITES } from "../tls/codepoints.ts";
import type { Session } from "../tls/config.ts";
import { UsageError } from "./files.ts";
import { namesOf } from "./flags.ts";

const FORMAT = "between-alice-and-bob sessions 2";
const MOST = 8;

/**
 * A session, and who the client was that it was made with: the SHA-256 of its own certificate in hex, null where it had
 * none. Whoever resumes is taken for that one, so it must not be resumed as somebody else.
 */
export type KeptSession = Session & Readonly<{ own: string | null }>;

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
        own: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
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
 * The sessions that a file holds, the newest last; none where there is no such file, or nothing in it. Throws UsageError
 * where the file is something else, and where it could not be written.
 */
export function readSessions(path: string): readonly KeptSession[] {
  demandPlace(path);
  const text = read(path);
  if (text.trim() === "") return [];
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!found.success) throw new UsageError(`--session: ${path} holds no sessions of Alice's; she won't overwrite it`);
  return found.output.sessions;
}

/**
 * Keeps the newest sessions in a file that only its owner can read: whoever has their secrets can resume them, and
 * read what is resumed. Written under another name first, so that the file is always whole. Throws what the file system
 * throws.
 */
export function writeSessions(path: string, sessions: readonly KeptSession[]): void {
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
  try {
    writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, sessions: kept })}\n`, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A new file takes the old one's place, so its directory must let us write; a device or a directory is no place. */
function demandPlace(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`--session: ${path} can't be written (${error instanceof Error ? error.message : error})`);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    throw new UsageError(`--session: ${path} is no file`);
  }
}

function read(path: string): string {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return "";
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--session: ${path} can't be read (${error instanceof Error ? error.message : error})`);
  }
}
