import { t } from "../../language/t.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";

/** How a certificate stands to the simulated time. */
export type Validity = "valid" | "expired" | "not yet valid";

/** Both ends count as valid (RFC 5280 §4.1.2.5). `time` is ISO 8601, UTC, as all times of a recording are. */
export function validityAt(
  { notBefore, notAfter }: Pick<CertificateArtifact, "notBefore" | "notAfter">,
  time: string,
): Validity {
  const now = Date.parse(time);
  if (now < Date.parse(notBefore)) return "not yet valid";
  return now > Date.parse(notAfter) ? "expired" : "valid";
}

/** `2 Nov 2026, 12:00 UTC`: the same in every time zone. */
export function timeText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const [month, year] = [MONTHS[date.getUTCMonth()] ?? "", date.getUTCFullYear()];
  const day = t`${date.getUTCDate()} ${month} ${year}`;
  return t`${day}, ${String(date.getUTCHours()).padStart(2, "0")}:${String(date.getUTCMinutes()).padStart(2, "0")} UTC`;
}

const MONTHS = [t`Jan`, t`Feb`, t`Mar`, t`Apr`, t`May`, t`Jun`, t`Jul`, t`Aug`, t`Sep`, t`Oct`, t`Nov`, t`Dec`];
