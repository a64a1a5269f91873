import * as v from "valibot";
import type { Launch } from "./launch.ts";
import type { Statement } from "./statements.ts";

export type Send = (address: string, init: RequestInit) => Promise<Response>;

/** The way to the platform’s record store, to its address alone. Nothing here throws. */
export type Connection = Readonly<{
  /** A document of the State or Agent Profile resource; null where there is none. */
  read: (resource: string, query: Readonly<Record<string, string>>) => Promise<unknown>;
  write: (resource: string, query: Readonly<Record<string, string>>, document: Statement) => Promise<void>;
  /** Whether the statements are there now: false only where sending them again can help. */
  tell: (statements: readonly Statement[]) => Promise<boolean>;
}>;

const LARGEST_ANSWER = 200_000;
const tokenSchema = v.object({ "auth-token": v.pipe(v.string(), v.minLength(1), v.maxLength(8192)) });

/**
 * Gets the token, which is given once (cmi5 8.2), and connects with it. null: the platform gave none.
 * Every request outlives the page, so that what is told while it closes arrives.
 */
export async function connect({ endpoint, fetch: tokenAddress }: Launch, send: Send): Promise<Connection | null> {
  const token = v.safeParse(tokenSchema, await jsonOf(send(tokenAddress, { method: "POST" })));
  if (!token.success) return null;
  const base = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
  const headers = {
    Authorization: `Basic ${token.output["auth-token"]}`,
    "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json",
  };
  const to = (resource: string, query: Readonly<Record<string, string>>): string =>
    `${base}${resource}?${new URLSearchParams(query)}`;
  const put = (method: string, address: string, body: unknown): Promise<Response> =>
    send(address, { method, headers, keepalive: true, body: JSON.stringify(body) });
  return {
    read: (resource, query) => jsonOf(send(to(resource, query), { headers, cache: "no-store" })),
    write: async (resource, query, document) => {
      await put("PUT", to(resource, query), document).catch(() => null);
    },
    tell: async (statements) => {
      const answer = await put("POST", `${base}statements`, statements).catch(() => null);
      return answer !== null && answer.status < 500;
    },
  };
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
