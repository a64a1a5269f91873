import { visible } from "../pki/visible.ts";
import type { Negotiated } from "../tls/config.ts";

/** What Bob answers: a short text of what was negotiated and who the client proved to be. */
export function pageOf(negotiated: Negotiated): string {
  const { version, suite, group, alpn, resumed, retried, earlyData, peer, serverName } = negotiated;
  const rows = [
    ["version", version],
    ["suite", suite],
    ["group", group ?? "none (the key of the resumed session alone)"],
    ["ALPN", alpn ?? "none"],
    ["name asked for", serverName ?? "none"],
    ["resumed", resumed ? "yes" : "no"],
    ["HelloRetryRequest", retried ? "yes" : "no"],
    ["early data", earlyData],
    ["client", peer === null ? "nobody (it sent no certificate)" : peer.subject],
  ] as const;
  return `Hello from Bob.\n${rows.map(([what, value]) => `${what}: ${visible(value)}\n`).join("")}`;
}

const PATTERN = Uint8Array.from({ length: 251 * 522 }, (_, i) => i % 251);

/** The bytes of `/bytes/<size>`: byte i is i modulo 251. In pieces that the record layer can seal eight at a time. */
export function* patternOf(size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= PATTERN.length) yield PATTERN.subarray(0, Math.min(left, PATTERN.length));
}
