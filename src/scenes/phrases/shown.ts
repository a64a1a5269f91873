import { artifact } from "../../sim/lookup.ts";
import type { StepContext } from "../types.ts";

/** The kinds of certificate that somebody can show who is not the one named in it, as the switch calls them. */
export type Shown =
  | "self-signed"
  | "unknown-authority"
  | "stolen"
  | "expired"
  | "wrong-name"
  | "missing-middle"
  | "server-only";

/** What was really taken out in the step at hand, read from the certificate; null where there is none. */
export function shownIn({ recording, event, after }: StepContext, wanted: string): Shown | null {
  if (event.type !== "makes" || event.certificate === null) return null;
  if (event.what === "copy") return "stolen";
  const made = artifact(recording, "certificate", event.certificate);
  if (made.subject === made.issuer) return "self-signed";
  if (!made.names.includes(wanted)) return "wrong-name";
  if (made.notAfter < after.time) return "expired";
  if (!made.usages.includes(wanted.startsWith("alice") ? "clientAuth" : "serverAuth")) return "server-only";
  if (made.issuer.includes("Mallory")) return "unknown-authority";
  return made.issuer.includes("Fooled") ? "missing-middle" : null;
}
