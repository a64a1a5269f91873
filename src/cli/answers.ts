import { createHash } from "node:crypto";
import { utf8 } from "../bytes/text.ts";
import { contentLength, keepsAlive, type Refusal, type RequestHead, readRequest } from "../http/head.ts";
import type { Channel } from "./channel.ts";
import { pageOf, patternOf } from "./page.ts";
import { Stream } from "./stream.ts";

/** The largest body that Bob sends or takes. */
export const MAX_BODY = 1024 ** 3;

/** Times in milliseconds that a client may take. */
export type Patience = Readonly<{
  /** For a whole request's head, from its first byte. */
  head: number;
  /** For a body, either way: so long in any case, and a second more for each KiB. */
  body: number;
}>;

export const PATIENCE: Patience = { head: 10_000, body: 30_000 };

type Answer = Readonly<{ status: number; fields?: readonly string[]; size: number; body: Iterable<Uint8Array> }>;

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  411: "Length Required",
  413: "Content Too Large",
  425: "Too Early",
  431: "Request Header Fields Too Large",
  501: "Not Implemented",
  505: "HTTP Version Not Supported",
};

/** Answers a client's requests one after the other, until either has had enough. */
export async function answerRequests(channel: Channel, patience: Patience = PATIENCE): Promise<void> {
  const negotiated = await channel.connected;
  if (negotiated === null) return;
  const stream = new Stream(channel);
  const page = utf8(pageOf(negotiated));
  for (let goesOn = true; goesOn && !channel.over; channel.mayEnd = goesOn) {
    const asked = await stream.head(readRequest, () => {
      channel.mayEnd = false;
      channel.within(patience.head, "the head of a request took longer than");
    });
    if (asked === null) {
      if (stream.waiting) channel.complain("the client left in the middle of a request");
      break;
    }
    const exchange = new Exchange(channel, stream, patience);
    if (asked.kind === "refused") goesOn = await exchange.refuse(asked.refusal);
    else goesOn = await exchange.answer(asked.head, asked.early, page);
  }
  await channel.close();
}

/** One request and its answer. Its methods give true where another may follow. */
class Exchange {
  constructor(
    private readonly channel: Channel,
    private readonly stream: Stream,
    private readonly patience: Patience,
  ) {}

  async refuse({ status, why }: Refusal): Promise<boolean> {
    return this.send({ method: "GET", version: "HTTP/1.1" }, said(status, why), false);
  }

  async answer(head: RequestHead, early: boolean, page: Uint8Array): Promise<boolean> {
    const length = contentLength(head.headers);
    if (head.headers.has("transfer-encoding"))
      return this.refuse({ status: 501, why: "no transfer coding is read here" });
    if (length === "bad") return this.refuse({ status: 400, why: "Content-Length is no length" });
    if ((length ?? 0) > MAX_BODY) return this.refuse({ status: 413, why: `at most ${MAX_BODY} bytes are taken` });
    const isUpload = head.method === "PUT" || head.method === "POST";
    if (isUpload && length === null) return this.refuse({ status: 411, why: "an upload wants Content-Length" });
    const stays = keepsAlive(head.version, head.headers);
    // What changes something must not come as 0-RTT, which can be replayed (RFC 8470 §5.2).
    if (early && head.method !== "GET" && head.method !== "HEAD")
      return this.send(head, said(425, "not as 0-RTT"), false);
    if (!isUpload && (length ?? 0) === 0) return this.send(head, answerTo(head, page), stays);
    if (!isUpload) return this.refuse({ status: 413, why: `no body is taken with ${head.method}` });
    const taken = await this.takeBody(head, length ?? 0);
    return taken === null ? false : this.send(head, said(200, `${length} bytes, SHA-256 ${taken}`), stays);
  }

  /** Its SHA-256 in hex; null where it did not come whole. */
  private async takeBody(head: RequestHead, size: number): Promise<string | null> {
    this.allow(size);
    const awaited = head.headers.get("expect")?.toLowerCase() === "100-continue" && !this.stream.waiting;
    if (awaited && head.version === "HTTP/1.1") await this.channel.write(utf8("HTTP/1.1 100 Continue\r\n\r\n"));
    const hash = createHash("sha256");
    for (let left = size; left > 0; ) {
      const bytes = await this.stream.next(left);
      if (bytes === null) {
        this.channel.complain("the client left in the middle of an upload");
        return null;
      }
      hash.update(bytes);
      left -= bytes.length;
    }
    return hash.digest("hex");
  }

  private async send(
    { method, version }: Pick<RequestHead, "method" | "version">,
    { status, fields = [], size, body }: Answer,
    stays: boolean,
  ): Promise<boolean> {
    this.allow(size);
    const head = [
      `${version} ${status} ${REASONS[status]}`,
      "Server: Bob",
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${size}`,
      `Connection: ${stays ? "keep-alive" : "close"}`,
      "Cache-Control: no-store",
      ...fields,
    ];
    await this.channel.write(utf8(`${head.join("\r\n")}\r\n\r\n`));
    for (const piece of method === "HEAD" ? [] : body) if (!(await this.channel.write(piece))) return false;
    return stays;
  }

  private allow(size: number): void {
    this.channel.within(this.patience.body + (size / 1024) * 1000, "the client was too slow: more than");
  }
}

function answerTo({ method, target }: RequestHead, page: Uint8Array): Answer {
  if (method !== "GET" && method !== "HEAD") {
    return { ...said(405, `${method} is not for here`), fields: ["Allow: GET, HEAD, POST, PUT"] };
  }
  const [path = ""] = target.split("?");
  if (path === "/") return { status: 200, size: page.length, body: [page] };
  const asked = /^\/bytes\/(\d{1,10})$/.exec(path)?.[1];
  const size = asked === undefined ? Number.POSITIVE_INFINITY : Number(asked);
  if (size <= MAX_BODY) return { status: 200, size, body: patternOf(size) };
  return said(404, `here are / and /bytes/<n>, n at most ${MAX_BODY}`);
}

/** A line of text. */
function said(status: number, text: string): Answer {
  const body = utf8(`${text}\n`);
  return { status, size: body.length, body: [body] };
}
