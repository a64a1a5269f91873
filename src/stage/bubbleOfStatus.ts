import { dayText, inQuotes, t } from "../language/t.ts";
import { artifacts } from "../sim/lookup.ts";
import type { ArtifactId } from "../sim/recording.ts";
import type { Bubble } from "./bubbleKinds.ts";
import { type Of, subjectOf, type Told } from "./told.ts";

/** What is told of certificates that are taken back, and of the time that goes by. */
export function aboutStatus(
  told: Told,
  event: Of<"waits" | "reports" | "revokes" | "fetches" | "withholds">,
): Partial<Bubble> {
  const { name } = told;
  switch (event.type) {
    case "waits":
      return {
        icon: "paper",
        actor: null,
        head: t`Time goes by`,
        body: t`It is ${since(told.frame.before.time, event.until)} now.`,
        from: 0.1,
      };
    case "reports":
      return {
        icon: "speaks",
        head: t`${name} reports a theft`,
        body: t`The key of ${subjectOf(told, event.certificate)}`,
        from: 0.1,
      };
    case "revokes":
      return {
        icon: "refused",
        head: t`${name} takes a certificate back`,
        body: subjectOf(told, event.certificate),
        foot: statusWords(told, event.status),
        from: 0.1,
      };
    case "fetches":
      return {
        icon: event.status === null ? "refused" : "paper",
        head: event.from === "clinic" ? t`${name} asks the clinic authority` : t`${name} asks the authority`,
        body: event.status === null ? t`Nothing comes.` : statusWords(told, event.status),
        from: 0.3,
      };
    case "withholds":
      return {
        icon: "alarm",
        tone: "red",
        head: t`${name} keeps it`,
        body: event.instead === null ? t`Nothing goes on in its place.` : t`An older one goes on in its place.`,
        from: 0.2,
      };
  }
}

function statusWords(told: Told, id: ArtifactId): string {
  const status = artifacts(told.recording).get(id);
  if (status?.kind !== "status") return "";
  const what =
    status.what === "answer"
      ? status.revoked.length === 0
        ? inQuotes(t`good`)
        : inQuotes(t`revoked`)
      : t`a list with ${status.revoked.length === 0 ? t`nobody` : t`one entry`} on it`;
  return t`${what}, until ${dayText(status.nextUpdate)}`;
}

/** The day, or the time of day where the day is the same. */
function since(before: string, now: string): string {
  return before.slice(0, 10) === now.slice(0, 10) ? now.slice(11, 16) : dayText(now);
}
