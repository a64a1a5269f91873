import type { IncomingMessage, ServerResponse } from "node:http";
import { fromPem } from "../../pki/pem.ts";
import { denialOf } from "./guard.ts";
import { type BridgeLimits, type SocketEvent, Sockets } from "./sockets.ts";

/** The real server to which Alice on stage is to talk. */
export type RealServer = Readonly<{
  host: string;
  port: number;
  path: string;
  /** What Alice shall trust, in PEM; null: nobody. */
  ca: string | null;
}>;

/** What the page has made and programs read: Bob's authority, and a certificate with its key for whoever calls him. */
export const KEPT_NAMES = ["ca.pem", "client.pem"] as const;
export type KeptName = (typeof KEPT_NAMES)[number];

/** What the bridge is for. */
export type BridgePlan = Readonly<{
  token: string;
  /** The port of the local server itself, once it listens. */
  ownPort: () => number;
  /** Keeps a file that the page has made, under one of these names. */
  keep: (name: KeptName, pem: string) => void;
  /** The folder in which it then lies. */
  folder: string;
  alice: RealServer | null;
  limits?: Partial<BridgeLimits>;
  /** Told when somebody called and no page was open; once, until there has been a page. */
  onNobody?: () => void;
}>;

/** What the page is told: of the sockets, of what the bridge is for (first), and that another page has taken its place. */
export type BridgeEvent =
  | SocketEvent
  | Readonly<{
      type: "hello";
      bob: number | null;
      folder: string;
      alice: Omit<RealServer, "ca"> | null;
      ca: string | null;
    }>
  | Readonly<{ type: "replaced" }>;

type Answer = Readonly<{ status: number; body: string }>;

/** The prefix of the bridge's own addresses. */
export const BRIDGE_PATH = "/bridge/";
const MAX_BODY = 256 * 1024;
const MAX_PEM = 16 * 1024;
/** What a page may be behind by, in bytes, before nobody more is let in: what is open may still bring as much again. */
const MAX_BACKLOG = 32 * 1024 * 1024;
const HEADERS = { "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin" };
const DONE: Answer = { status: 204, body: "" };

/**
 * A dumb pipe between sockets on this machine and the one page that holds the token: events go to the page as lines of
 * JSON (`GET events`), and what is to be sent comes by `POST send/<id>`, `end/<id>`, `dial` and `PUT file/<name>`. What
 * happens on the sockets is decided in the page.
 */
export class Bridge {
  private readonly sockets: Sockets;
  private audience: ServerResponse | null = null;
  private bob: number | null = null;
  /** Whether somebody has called since the last page was closed: to say so once is enough. */
  private missed = false;

  constructor(private readonly plan: BridgePlan) {
    this.sockets = new Sockets((event) => this.tell(event), plan.limits);
  }

  /** Bob's place: gives the port. Rejects where he can't listen. */
  async listen(port: number): Promise<number> {
    this.bob = await this.sockets.listen(port);
    return this.bob;
  }

  close(): Promise<void> {
    this.audience?.end();
    this.audience = null;
    return this.sockets.close();
  }

  /** Answers what is for the bridge; anything else goes on to `next`. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (!path.startsWith(BRIDGE_PATH)) return next();
    const denial = denialOf(request.headers, this.plan.ownPort(), this.plan.token);
    if (denial !== null) return reply(response, { status: denial.status, body: denial.why });
    const what = path.slice(BRIDGE_PATH.length);
    if (request.method === "GET" && what === "events") return this.attach(response);
    const body = await bodyOf(request);
    reply(response, body === null ? { status: 413, body: "too much" } : this.act(request.method ?? "", what, body));
  }

  private act(method: string, what: string, body: Buffer): Answer {
    const [verb = "", number] = what.split("/");
    const id = /^\d{1,9}$/.test(number ?? "") ? Number(number) : null;
    // A connection may be over before the page has heard of it: that is no error.
    if (method === "POST" && verb === "send" && id !== null) {
      this.sockets.send(id, body);
      return DONE;
    }
    if (method === "POST" && verb === "end" && id !== null) {
      this.sockets.end(id);
      return DONE;
    }
    if (method === "POST" && what === "dial") return this.dial();
    const name = KEPT_NAMES.find((one) => what === `file/${one}`);
    if (method === "PUT" && name !== undefined) return this.keep(name, body);
    return { status: 404, body: "the bridge knows nothing of that name" };
  }

  private dial(): Answer {
    const { alice } = this.plan;
    if (alice === null) return { status: 404, body: "no server to talk to was named" };
    const id = this.sockets.dial(alice.host, alice.port);
    return id === null ? { status: 503, body: "too many connections at once" } : { status: 200, body: String(id) };
  }

  private keep(name: KeptName, body: Buffer): Answer {
    const text = body.toString("latin1");
    if (body.length > MAX_PEM || !isPem(text, name)) return { status: 400, body: "not in PEM what it is to be" };
    try {
      this.plan.keep(name, text);
      return DONE;
    } catch {
      return { status: 507, body: "the file can't be written" };
    }
  }

  /** One page at a time: who came before is told, and its connections end. */
  private attach(response: ServerResponse): void {
    this.tell({ type: "replaced" });
    this.audience?.end();
    this.audience = null;
    this.sockets.dropAll("another page has taken over");
    response.writeHead(200, { ...HEADERS, "Content-Type": "application/x-ndjson", "X-Accel-Buffering": "no" });
    this.audience = response;
    this.missed = false;
    response.once("close", () => {
      if (this.audience !== response) return;
      this.audience = null;
      this.sockets.dropAll("the page was closed");
    });
    const { alice, folder } = this.plan;
    const server = alice === null ? null : { host: alice.host, port: alice.port, path: alice.path };
    this.tell({ type: "hello", bob: this.bob, folder, alice: server, ca: alice?.ca ?? null });
  }

  private tell(event: BridgeEvent): boolean {
    if (this.audience === null) {
      if (event.type === "opened" && !this.missed) this.plan.onNobody?.();
      this.missed = true;
      return false;
    }
    if (event.type === "opened" && this.audience.writableLength > MAX_BACKLOG) return false;
    this.audience.write(`${JSON.stringify(event)}\n`);
    return true;
  }
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": "text/plain; charset=utf-8" });
  response.end(body);
}

/** A request's body; null where it is too large, or broke off. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of request) {
      if (!Buffer.isBuffer(piece)) continue;
      size += piece.length;
      if (size <= MAX_BODY) pieces.push(piece);
    }
  } catch {
    return null;
  }
  return size > MAX_BODY ? null : Buffer.concat(pieces);
}

const BLOCK = {
  certificate: "-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n",
  key: "-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END PRIVATE KEY-----\n",
} as const;

const FORMS: Readonly<Record<KeptName, RegExp>> = {
  "ca.pem": new RegExp(`^(?:${BLOCK.certificate})+$`),
  "client.pem": new RegExp(`^(?:${BLOCK.certificate})+${BLOCK.key}$`),
};

/** Whether a text is what its name says and nothing else: it is written to a file, from which other programs read. */
function isPem(text: string, name: KeptName): boolean {
  return FORMS[name].test(text) && fromPem(text).length > 0;
}
