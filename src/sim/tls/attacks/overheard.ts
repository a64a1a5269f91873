import { fromHex } from "../../../bytes/hex.ts";
import { concat } from "../../../bytes/text.ts";
import { CONTENT_TYPES } from "../../../tls/codepoints.ts";
import { find } from "../../../tls/extensions/find.ts";
import { HEADER_SIZE } from "../../../tls/record/sizes.ts";
import { type Suite, suiteByCode } from "../../../tls/schedule/suites.ts";
import { Transcript } from "../../../tls/schedule/transcript.ts";
import type { ActorId, PacketArtifact, RecordSpan } from "../../recording.ts";
import { decoded, messagesIn } from "../inside.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Side = "client" | "server";

/** A protected record of a copy: its place in the count of records, which whoever watches the wire can count along. */
export type SealedRecord = Readonly<{ side: Side; span: RecordSpan; header: Bytes; body: Bytes }>;

/** What copies of one handshake lay open (RFC 8446 §7.1): all that the key schedule takes, but for the shared secret. */
export type Overheard = Readonly<{
  suite: Suite;
  /** The shares that were agreed with, as key_share carries them (§4.2.8). */
  shares: Readonly<Record<Side, Bytes>>;
  /** The transcript from the first ClientHello to the ServerHello; a new one at each call. */
  transcript: () => Transcript;
  sealed: readonly SealedRecord[];
}>;

/**
 * Reads the copies of one connection, in the order in which they passed. Null where they hold no two hellos that agree
 * on a group.
 */
export function overheard(copies: readonly PacketArtifact[]): Overheard | null {
  const client = copies.find(({ records }) => records !== undefined)?.from ?? null;
  const records = copies.flatMap((copy) => recordsOf(copy, client));
  const hellos = records.filter(isOpenHandshake).flatMap(({ body }) => messagesIn(body));
  const said = hellos.map(decoded);
  const offer = said.findLast((message) => message?.type === "client_hello");
  const choice = said.findLast((message) => message?.type === "server_hello");
  if (offer?.type !== "client_hello" || choice?.type !== "server_hello") return null;
  const suite = suiteByCode(choice.cipherSuite);
  const [chosen] = find(choice.extensions, "key_share")?.shares ?? [];
  const offered = find(offer.extensions, "key_share")?.shares.find(({ group }) => group === chosen?.group);
  if (suite === null || chosen === undefined || offered === undefined) return null;
  return {
    suite,
    shares: { client: new Uint8Array(offered.keyExchange), server: new Uint8Array(chosen.keyExchange) },
    transcript: () => transcriptOf(hellos, suite),
    sealed: records.filter(({ span }) => span.key !== null),
  };
}

function transcriptOf(hellos: readonly Bytes[], suite: Suite): Transcript {
  const transcript = new Transcript();
  for (const bytes of hellos) {
    const message = decoded(bytes);
    if (message?.type === "server_hello") transcript.use(suite.hash);
    if (message?.type === "server_hello" && message.retry) transcript.restart();
    transcript.add(bytes);
  }
  return transcript;
}

function recordsOf(copy: PacketArtifact, client: ActorId | null): readonly SealedRecord[] {
  const bytes = fromHex(copy.bytes);
  const side = copy.from === client ? "client" : "server";
  return (copy.records ?? []).map((span) => ({
    side,
    span,
    header: bytes.slice(span.start, span.start + HEADER_SIZE),
    body: bytes.slice(span.start + HEADER_SIZE, span.end),
  }));
}

function isOpenHandshake({ span, header }: SealedRecord): boolean {
  return span.key === null && header[0] === CONTENT_TYPES.handshake;
}

/** Both messages and records may be cut anywhere: their contents, one behind the other. */
export function joined(contents: readonly Uint8Array[]): readonly Bytes[] {
  return messagesIn(concat(...contents));
}
