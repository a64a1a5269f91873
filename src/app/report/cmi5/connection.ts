import * as v from "valibot";
import type { Launch } from "./launch.ts";
import type { Statement } from "./statements.ts";

export type Send = (address: string, init: RequestInit) => Promise<Response>;

/** The way to the platform’s record store, to its address alone. Nothing here throws. */
export type Connection = Readonly<{
  /** When the session began; earlier than now where the page was only loaded again within it. */
  begun: number;
  isResumed: boolean;
  /** A document of the State or Agent Profile resource; null where there is none. */
  read: (resource: string, query: Readonly<Record<string, string>>) => Promise<unknown>;
  write: (resource: string, query: Readonly<Record<string, string>>, document: Statement) => Promise<void>;
  /** Whether the statements are there now: false only where sending them again can help. */
  tell: (statements: readonly Statement[]) => Promise<boolean>;
  /** Forgets the token: the session is over. */
  forget: () => void;
}>;

/** Where the token outlives the page, and not the tab. */
export type Memory = Readonly<{
  read: (name: string) => string | null;
  write: (name: string, text: string | null) => void;
}>;

const LARGEST_ANSWER = 200_000;
const LONGEST_WAIT_MS = 10_000;
const keptSchema = v.object({ token: v.string(), begun: v.number() });
const tokenSchema = v.object({ "auth-token": v.pipe(v.string(), v.minLength(1), v.maxLength(8192)) });

/**
 * Gets the token, which is given once (cmi5 8.2) and kept in case the page is loaded again, and connects with it. null:
 * the platform gave none. What is told outlives the page, so that what is said while it closes arrives.
 */
export async function connect(launch: Launch, send: Send, memory: Memory, now: number): Promise<Connection | null> {
  const { endpoint, fetch: tokenAddress } = launch;
  // The token goes to the address that it was got for, and to no other that somebody may name beside the same.
  const name = `cmi5 ${endpoint} ${tokenAddress}`;
  const kept = keptIn(memory.read(name));
  const token = kept?.token ?? (await tokenFrom(tokenAddress, send));
  if (token === null) return null;
  const begun = kept?.begun ?? now;
  memory.write(name, JSON.stringify({ token, begun }));
  const base = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
  const headers = {
    Authorization: `Basic ${token}`,
    "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json",
  };
  const to = (resource: string, query: Readonly<Record<string, string>>): string =>
    `${base}${resource}?${new URLSearchParams(query)}`;
  const put = (method: string, address: string, body: unknown): Promise<Response> =>
    send(address, { method, headers, keepalive: true, body: JSON.stringify(body) });
  return {
    begun,
    isResumed: kept !== null,
    forget: () => memory.write(name, null),
    read: (resource, query) => jsonOf(send(to(resource, query), { headers, cache: "no-store", ...patience() })),
    write: async (resource, query, document) => {
      await put("PUT", to(resource, query), document).catch(() => null);
    },
    tell: async (statements) => {
      const answer = await put("POST", `${base}statements`, statements).catch(() => null);
      return answer !== null && answer.status < 500;
    },
  };
}

async function tokenFrom(address: string, send: Send): Promise<string | null> {
  const token = v.safeParse(tokenSchema, await jsonOf(send(address, { method: "POST", ...patience() })));
  return token.success ? token.output["auth-token"] : null;
}

function keptIn(text: string | null) {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
  return read.success ? read.output : null;
}

/** The page waits for these before it shows anything. */
function patience(): RequestInit {
  return { signal: AbortSignal.timeout(LONGEST_WAIT_MS) };
}

/** What a request brought, where it went well and brought JSON. */
async function jsonOf(request: Promise<Response>): Promise<unknown> {
  try {
    const answer = await request;
    if (!answer.ok) return null;
    const text = await answer.text();
    return text.length > LARGEST_ANSWER ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
