import { concat, utf8 } from "../bytes/text.ts";
import { contentLength, type Headers, type ResponseHead, readResponse } from "../http/head.ts";
import type { Session } from "../tls/config.ts";
import type { TlsEvent } from "../tls/events.ts";
import type { Channel } from "./channel.ts";
import { ChunkedBody } from "./chunked.ts";
import { type ConnectOptions, connect } from "./connect.ts";
import type { Report } from "./report.ts";
import { Stream } from "./stream.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type RequestOptions = ConnectOptions &
  Readonly<{
    /** What stands in the Host field. Default: the TLS server name, else the host. */
    name?: string;
    /** Default `/`. */
    path?: string;
    /** A body to upload with PUT: its size in bytes, and the pieces it comes in. */
    upload?: Readonly<{ size: number; body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }> | null;
    method?: "GET" | "HEAD" | "PUT";
    /** Sends the request as 0-RTT where the session allows it (GET and HEAD only). Default false. */
    early?: boolean;
    /** Is given the body as it comes, and waited for; where absent, the answer holds it. */
    onBody?: (bytes: Uint8Array) => Promise<void> | void;
  }>;

/** What became of a request. Where `report.error` is null, the answer came whole. */
export type Answer = Readonly<{
  report: Report;
  status: number | null;
  reason: string | null;
  headers: Headers;
  /** Empty where `onBody` took it. */
  body: Bytes;
  size: number;
  /** Tickets that came, the newest last. */
  sessions: readonly Session[];
  channel: Channel;
}>;

/** One request over a connection of its own. Never rejects for what the peer or the network does. */
export async function request(options: RequestOptions): Promise<Answer> {
  const sessions: Session[] = [];
  const earlyData = earlyRequest(options);
  let earlyTaken = false;
  const channel = connect({
    ...options,
    tls: { ...options.tls, ...(earlyData === null ? {} : { earlyData }) },
    onEvent: (event: TlsEvent) => {
      if (event.type === "session") sessions.push(event.session);
      if (event.type === "early-data") earlyTaken = event.accepted;
      options.onEvent?.(event);
    },
  });
  const body: Uint8Array[] = [];
  const take = options.onBody ?? ((bytes: Uint8Array) => void body.push(bytes));
  const reading = { size: 0, take };
  let head: ResponseHead | null = null;
  try {
    if ((await channel.connected) !== null) {
      const sending = send(channel, options, earlyTaken).catch((error) => giveUp(channel, options, error));
      head = await receive(channel, options, reading);
      // Whatever has not been sent yet, nobody waits for it any more.
      await Promise.all([channel.close(), sending]);
    }
    await channel.close();
  } catch (error) {
    giveUp(channel, options, error);
  }
  const report = await channel.finished;
  const { size } = reading;
  const answer = { status: head?.status ?? null, reason: head?.reason ?? null, headers: head?.headers ?? new Map() };
  return { report, ...answer, body: concat(...body), size, sessions, channel };
}

/** The request as 0-RTT, where that was asked for and the session takes as much. */
function earlyRequest(options: RequestOptions): Bytes | null {
  const session = options.tls.session ?? null;
  if (options.early !== true || session === null || options.upload != null) return null;
  const bytes = headOf(options);
  return bytes.length <= session.maxEarlyData ? bytes : null;
}

function headOf({ tls, name, host, path = "/", upload, method }: RequestOptions): Bytes {
  const lines = [
    `${method ?? (upload == null ? "GET" : "PUT")} ${path} HTTP/1.1`,
    `Host: ${name ?? tls.serverName ?? host}`,
    "User-Agent: Alice",
    "Accept: */*",
    "Connection: close",
    ...(upload == null ? [] : [`Content-Length: ${upload.size}`]),
  ];
  return utf8(`${lines.join("\r\n")}\r\n\r\n`);
}

function giveUp(channel: Channel, { onFault }: RequestOptions, error: unknown): void {
  onFault?.(error);
  channel.stop("an error of our own");
}

async function send(channel: Channel, options: RequestOptions, earlyTaken: boolean): Promise<void> {
  if (earlyTaken) return;
  await channel.write(headOf(options));
  for await (const piece of options.upload?.body ?? []) if (!(await channel.write(piece))) return;
}

type Reading = { size: number; take: (bytes: Uint8Array) => Promise<void> | void };

/** The answer's head; its body goes to `reading`. What is missing is said in the channel's report. */
async function receive(channel: Channel, { method }: RequestOptions, reading: Reading): Promise<ResponseHead | null> {
  const stream = new Stream(channel);
  for (;;) {
    const found = await stream.head(readResponse);
    if (found === null) {
      channel.complain(stream.waiting ? "the answer broke off in its head" : "no answer came");
      return null;
    }
    if (found.kind === "refused") {
      channel.complain(found.refusal.why);
      return null;
    }
    const { head } = found;
    // 1xx: an interim answer, the real one follows (RFC 9110 §15.2).
    if (head.status < 200) continue;
    const isWhole =
      method === "HEAD" ||
      head.status === 204 ||
      head.status === 304 ||
      (await readBody(channel, stream, head, reading));
    if (isWhole) channel.mayEnd = true;
    else channel.complain("the answer broke off in its body");
    return head;
  }
}

/** RFC 9112 §6.3. True where the body came whole. Without a length, only close_notify says that it did. */
async function readBody(
  channel: Channel,
  stream: Stream,
  { headers }: ResponseHead,
  reading: Reading,
): Promise<boolean> {
  const length = contentLength(headers);
  const chunked = /\bchunked\s*$/i.test(headers.get("transfer-encoding") ?? "") ? new ChunkedBody() : null;
  if (length === "bad") return false;
  const isAll = () => (chunked === null ? length !== null && reading.size >= length : chunked.done);
  while (!isAll()) {
    const most = chunked === null && length !== null ? length - reading.size : undefined;
    const bytes = await stream.next(most);
    if (bytes === null) return chunked === null && length === null && channel.peerClosed;
    const pieces = chunked === null ? [bytes] : chunked.push(bytes);
    if (pieces === null) return false;
    for (const piece of pieces) {
      reading.size += piece.length;
      await reading.take(piece);
    }
  }
  return true;
}
