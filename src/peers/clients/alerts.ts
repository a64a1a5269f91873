/** Alerts as `openssl s_client -msg` and `s_server -msg` show them, which see through the encryption. */

const ALERT = /^(<<<|>>>) TLS [\d.]+, Alert \[length 0002\], (?:fatal|warning) .*\n\s+([0-9a-f]{2}) ([0-9a-f]{2})/gm;
const CLOSE_NOTIFY = 0;
const USER_CANCELED = 90;

/**
 * The number of the last alert that openssl received, or sent, and that ended a connection; null: none. Browsers may have
 * tried before, in other ways. `user_canceled` only comes before `close_notify` (RFC 8446 §6.1).
 */
export function alertIn(log: string, way: "received" | "sent"): number | null {
  let last: number | null = null;
  for (const [, arrow, , code = ""] of log.matchAll(ALERT)) {
    const number = Number.parseInt(code, 16);
    if ((arrow === "<<<") === (way === "received") && number !== CLOSE_NOTIFY && number !== USER_CANCELED)
      last = number;
  }
  return last;
}
