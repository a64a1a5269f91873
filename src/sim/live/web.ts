import { concat, utf8 } from "../../bytes/text.ts";
import { type Refusal, type RequestHead, readRequest } from "../../http/head.ts";
import type { Acting, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { ActorId } from "../recording.ts";
import type { TlsEnd } from "../tls/end.ts";
import type { Heard } from "../tls/endPlan.ts";

export type WebPlan = Readonly<{
  /** For whom the answer is meant, and whether it is an honest letter. */
  reader: ActorId;
  honest: boolean;
  /** What is answered to GET, a text of a few lines. */
  page: (end: TlsEnd) => string;
}>;

type Said = Readonly<{ status: string; body: string; head?: boolean }>;

/** One request over HTTP/1.0 or 1.1 (RFC 9112), its answer, and goodbye: what a server does with the texts that it opens. */
export function webServer(self: Self, plan: WebPlan): (end: TlsEnd, heard: Heard) => Acting<readonly Sending[]> {
  let bytes: Uint8Array = new Uint8Array();
  let answered = false;

  function answerTo(end: TlsEnd): Said | null {
    const found = readRequest(bytes);
    if (found.kind === "more") return null;
    if (found.kind === "refused") return refused(found.refusal);
    return said(found.head, plan.page(end));
  }

  // biome-ignore lint/correctness/useYield: what is sent is told when its turn comes.
  return async function* answer(end, heard): Acting<readonly Sending[]> {
    bytes = concat(bytes, ...heard.texts.map(utf8));
    const reply = answered || heard.texts.length === 0 ? null : answerTo(end);
    if (reply === null) return heard.closed && !answered ? [end.close()] : [];
    answered = true;
    const text = replyText(reply);
    if (plan.honest) self.props.letter({ author: self.id, reader: plan.reader, text });
    return [end.say(text), end.close()];
  };
}

function said({ method }: RequestHead, page: string): Said {
  if (method === "GET" || method === "HEAD") return { status: "200 OK", body: page, head: method === "HEAD" };
  return { status: "405 Method Not Allowed", body: "Only GET is answered here.\n" };
}

const REASONS: Readonly<Partial<Record<Refusal["status"], string>>> = {
  431: "Request Header Fields Too Large",
  505: "HTTP Version Not Supported",
};

function refused({ status, why }: Refusal): Said {
  return { status: `${status} ${REASONS[status] ?? "Bad Request"}`, body: `${why}\n` };
}

function replyText({ status, body, head = false }: Said): string {
  const fields = [
    `HTTP/1.1 ${status}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${utf8(body).length}`,
    "Connection: close",
  ];
  return `${fields.join("\r\n")}\r\n\r\n${head ? "" : body}`;
}
