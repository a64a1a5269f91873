import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Names of this machine under which the local server is reached; anything else in Host is somebody's DNS trick. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Why a call is not for the bridge: the HTTP status that says so, and the sentence. */
export type Denial = Readonly<{ status: 401 | 403; why: string }>;

/** A token that nobody can guess: 256 bits, as it can stand in an address. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Whether a call comes from the page that this server opened: by its Host (against DNS rebinding), by where the browser
 * says that it comes from, and by the token. Null: it does.
 *
 * @param port the port of the local server
 */
export function denialOf(headers: IncomingHttpHeaders, port: number, token: string): Denial | null {
  const host = headers.host ?? "";
  if (!LOOPBACK.some((name) => host === `${name}:${port}`)) {
    return { status: 403, why: "the bridge answers under the names of this machine only" };
  }
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  const isForeign = (origin !== undefined && origin !== `http://${host}`) || (site ?? "same-origin") !== "same-origin";
  if (isForeign) return { status: 403, why: "the bridge answers its own page only" };
  if (!isSame(headers.authorization ?? "", `Bearer ${token}`)) {
    return { status: 401, why: "the bridge wants its token: open the address that npm start printed" };
  }
  return null;
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
