import { toHex } from "../../bytes/hex.ts";
import { sameBytes } from "../../bytes/text.ts";
import type { Direction, TlsEvent } from "../events.ts";
import type { Said } from "./duel.ts";
import type { End } from "./end.ts";
import type { Recording } from "./recording.ts";
import type { Role } from "./scenarios.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * What is wrong with a success: whoever is connected got each message of the handshake as the other end sent it, for
 * Finished covers them all (RFC 8446 §4.4.4), and no data before its time. Null: nothing.
 *
 * @param meant the other end's messages of the handshake
 */
export function unexplained({ connection, events }: End, meant: readonly Bytes[]): string | null {
  if (connection.negotiated === null) return null;
  if (events.some(isDataTooEarly)) return "connected, with data between the messages of the handshake";
  const got = handshakeOf(events, "received");
  const altered = meant.findIndex((message, i) => !sameBytes(message, got[i] ?? new Uint8Array()));
  if (altered < 0 && got.length === meant.length) return null;
  return `connected, with message ${altered} altered: ${toHex(got[altered] ?? new Uint8Array())}`;
}

function isDataTooEarly(event: TlsEvent): boolean {
  if (event.type !== "record" || event.direction !== "received") return false;
  return event.contentType === "application_data" && (event.epoch === "initial" || event.epoch === "handshake");
}

/** Messages of the handshake itself, up to the Finished of whoever sent them. */
export function handshakeOf(events: readonly TlsEvent[], direction: Direction): readonly Bytes[] {
  return events.flatMap((event) => {
    const isOne = event.type === "message" && event.direction === direction && event.epoch !== "application";
    return isOne ? [event.bytes] : [];
  });
}

/**
 * What a liar got away with: signatures and Finished can't be others than they should be, nor the ClientHello that the
 * binder of a session is over.
 */
export function believed({ connection: { negotiated } }: End, said: readonly Said[]): string | null {
  if (negotiated === null) return null;
  const lie = said.find(({ type, meant }) => !meant && (type === "certificate_verify" || type === "finished"));
  if (lie !== undefined) return `connected, with another ${lie.type} than the right one`;
  const hello = said.findLast(({ type }) => type === "client_hello");
  return negotiated.resumed && hello?.meant === false ? "resumed, with a ClientHello that the binder isn't over" : null;
}

/** Two that are connected have the same secrets. */
export function disagreement(client: End, server: End): string | null {
  if (client.connection.negotiated === null || server.connection.negotiated === null) return null;
  const [one, two] = [exporterOf(client), exporterOf(server)];
  return one !== null && one === two ? null : "both are connected, with different secrets";
}

function exporterOf({ events }: End): string | null {
  const told = events.find((event) => event.type === "secret" && event.name === "exporter_master_secret");
  return told?.type === "secret" ? toHex(told.secret) : null;
}

/** Without keys nothing can be altered that is protected: what was read is what was sent, as far as it came. */
export function altered({ events }: End, role: Role, recording: Recording): string | null {
  const [got, meant] = [protectedOf(events), protectedOf(recording.events[role])];
  const altered = got.findIndex((content, i) => content !== meant[i]);
  return altered < 0 ? null : `protected record ${altered} was altered without keys: ${got[altered]}`;
}

/** Content of protected records received, with their keys. */
function protectedOf(events: readonly TlsEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== "record" || event.direction !== "received" || event.epoch === "initial") return [];
    return [`${event.epoch} ${event.generation} ${event.contentType} ${toHex(event.content)}`];
  });
}
