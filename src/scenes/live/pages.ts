import { visible } from "../../pki/visible.ts";
import type { TlsEnd } from "../../sim/tls/end.ts";

/** What Bob answers a browser or curl: what was agreed on, and who he is told is calling. */
export function pageOf(end: TlsEnd): string {
  const { negotiated } = end.connection;
  if (negotiated === null) return `Hello from Bob.\n`;
  const { version, suite, group, serverName, peer } = negotiated;
  const rows = [
    ["version", version],
    ["suite", suite],
    ["group", group ?? "none"],
    [`name asked for`, serverName ?? "none"],
    ["client", peer === null ? `nobody (it sent no certificate)` : peer.subject],
  ] as const;
  return `Hello from Bob.\n${rows.map(([what, value]) => `${what}: ${visible(value)}\n`).join("")}`;
}

/** What Mallory answers in his place. */
export function liePage(): string {
  return `Hello from Bob.\nYour session is over. Please send your password once more.\n`;
}
