import { toHex } from "../../bytes/hex.ts";
import type { TlsEvent } from "../events.ts";
import { RecordKeys } from "../record/keys.ts";
import { HEADER_SIZE } from "../record/sizes.ts";
import { type Suite, suiteByCode } from "../schedule/suites.ts";
import { recordsOf, trafficSecret } from "./recording.ts";
import type { Role } from "./scenarios.ts";

type Bytes = Uint8Array<ArrayBuffer>;
/** A record as somebody reads it who has the sender's secrets. */
export type Read = Readonly<{ type: number; content: Bytes }>;
type Candidate = Readonly<{ suite: Suite; secret: Bytes }>;

const APPLICATION_DATA = 23;
const SUITES: readonly Suite[] = [0x1301, 0x1302, 0x1303].flatMap((code) => suiteByCode(code) ?? []);

/**
 * Reads what an end sent, from the bytes alone: of what the end told, only the secrets are believed, and none of them
 * before a record opened with it. Null: a record among them can't be read, or is none.
 */
export async function readAll(
  bytes: Bytes,
  events: readonly TlsEvent[],
  sender: Role,
): Promise<readonly Read[] | null> {
  const keys = new Keys(candidatesOf(events, sender));
  const all: Read[] = [];
  for (const record of recordsOf(bytes)) {
    const [type = 0, , , high = 0, low = 0] = record;
    if (record.length !== HEADER_SIZE + high * 256 + low) return null;
    const content = record.slice(HEADER_SIZE);
    const read = type === APPLICATION_DATA ? await keys.open(record) : { type, content };
    if (read === null) return null;
    all.push(read);
  }
  return all;
}

/** The keys that a sender goes through, each found by trying. */
class Keys {
  private present: RecordKeys | null = null;
  private sequence = 0;
  private next = 0;

  constructor(private readonly candidates: readonly Candidate[]) {}

  async open(record: Bytes): Promise<Read | null> {
    const same = this.present === null ? null : await tryOpen(this.present, this.sequence, record);
    if (same !== null) {
      this.sequence += 1;
      return same;
    }
    for (const [i, { suite, secret }] of this.candidates.entries()) {
      if (i < this.next) continue;
      const keys = keysOf(suite, secret);
      const read = await tryOpen(keys, 0, record);
      if (read === null) continue;
      this.present = keys;
      this.sequence = 1;
      this.next = i + 1;
      return read;
    }
    return null;
  }
}

/** Most cases begin alike and come to the same secrets, whose keys need not be made each time. */
const keysBefore = new Map<string, RecordKeys>();
const MOST_KEYS = 200;

function keysOf(suite: Suite, secret: Bytes): RecordKeys {
  const name = `${suite.name} ${toHex(secret)}`;
  const keys = keysBefore.get(name) ?? new RecordKeys(suite, secret);
  if (keysBefore.size < MOST_KEYS) keysBefore.set(name, keys);
  return keys;
}

async function tryOpen(keys: RecordKeys, sequence: number, record: Bytes): Promise<Read | null> {
  const inner = await keys.open(sequence, record.subarray(0, HEADER_SIZE), record.subarray(HEADER_SIZE));
  if (inner === null) return null;
  let end = inner.length;
  while (end > 0 && inner[end - 1] === 0) end -= 1;
  return { type: inner[end - 1] ?? 0, content: inner.slice(0, Math.max(0, end - 1)) };
}

/** In the order in which they come into use, with every suite that they may be of. */
function candidatesOf(events: readonly TlsEvent[], sender: Role): readonly Candidate[] {
  const found: Candidate[] = [];
  const add = (epoch: "early" | "handshake" | "application", generation: number): boolean => {
    const secret = trafficSecret(events, sender, { epoch, generation });
    if (secret === null) return false;
    for (const suite of SUITES) if (suite.hashSize === secret.length) found.push({ suite, secret });
    return true;
  };
  add("early", 0);
  add("handshake", 0);
  for (let generation = 0; add("application", generation); generation++);
  return found;
}
