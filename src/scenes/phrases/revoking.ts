import { capital } from "../../language/cases.ts";
import { dayText, listed, plural, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording, SimEvent } from "../../sim/recording.ts";
import type { StatusArtifact } from "../../sim/statuses.ts";
import type { StepContext, StepWords } from "../types.ts";
import { officeOf, whoActs } from "./names.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;
type Status = Of<"waits" | "reports" | "revokes" | "fetches" | "withholds">;

/** What happens around certificates that are not to count any more. */
export function revoking(context: StepContext, event: Status): StepWords {
  const who = whoActs(context);
  switch (event.type) {
    case "waits":
      return waited(context, event);
    case "reports":
      return {
        title: t`${who} notices, and tells the authority`,
        story: t`Somebody else has the key: whoever shows this certificate may not be ${who}. Only the authority that signed it can take it back.`,
        protocol: t`A request for revocation, with the reason \`keyCompromise\` (RFC 5280 §5.3.1). How an authority takes it is its own affair; for ACME it is RFC 8555 §7.6.`,
        tick: t`reports the theft`,
      };
    case "revokes":
      return revoked(context, event);
    case "fetches":
      return fetched(context, event);
    case "withholds":
      return withheld(context, event);
  }
}

function waited({ before }: StepContext, event: Of<"waits">): StepWords {
  return {
    title: t`Time goes by: it is ${dayText(event.until)}`,
    story: t`${capital(spanOf(before.time, event.until))} later. Nothing else has changed.`,
    protocol: t`Simulated time goes from ${clockOf(before.time)} to ${clockOf(event.until)}; certificates, lists and answers are judged by it.`,
    tick: dayText(event.until),
  };
}

function revoked({ recording }: StepContext, event: Of<"revokes">): StepWords {
  const status = artifact(recording, "status", event.status);
  const { serial } = artifact(recording, "certificate", event.certificate);
  const short = `\`${serial.slice(0, 8)}…\``;
  return status.what === "list"
    ? {
        title: t`The authority revokes the certificate, and publishes a list`,
        story: t`The certificate itself does not change: it lies on many desks, and nobody can call it back. So its number goes on a list of those that no longer count, and the authority signs the list.`,
        protocol: t`A CRL (RFC 5280 §5) of ${status.der.length / 2} bytes, with serial number ${short}; \`nextUpdate\` is ${clockOf(status.nextUpdate)}.`,
        tick: t`revokes`,
      }
    : {
        title: t`The authority revokes the certificate`,
        story: t`The certificate itself does not change: it lies on many desks, and nobody can call it back. But from now on, whoever asks about it gets the answer “revoked”, signed by the authority.`,
        protocol: t`An OCSP response about serial number ${short} (RFC 6960 §4.2), ${status.der.length / 2} bytes, says \`revoked\`.`,
        tick: t`revokes`,
      };
}

function fetched(context: StepContext, event: Of<"fetches">): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  const authority = officeOf(event.from);
  if (event.status === null) {
    return {
      title: t`${who} asks for the list, and nothing comes`,
      story: t`Is the ${authority} down? Is the network? Is somebody in between? From ${who}’s chair it all looks the same.`,
      protocol: t`No CRL, no error that anybody signed: whoever stops the list need not forge anything.`,
      tick: t`no list`,
    };
  }
  const status = artifact(recording, "status", event.status);
  const until = t`It counts until ${dayText(status.nextUpdate)}.`;
  return status.what === "list"
    ? {
        title: t`${who} gets the list of the revoked`,
        story: t`Signed by the ${authority}, so it does not matter who carries it. ${whom(recording, status)} ${until}`,
        protocol: t`A CRL from ${clockOf(status.thisUpdate)}, to be renewed by ${clockOf(status.nextUpdate)} (\`nextUpdate\`, RFC 5280 §5.1.2.5).`,
        tick: t`gets the list`,
      }
    : {
        title: t`${who} asks about the certificate: “${saysOf(status)}”`,
        story: t`A small note, dated, and signed by the ${authority}: whoever has it can show it to others. ${until}`,
        protocol: t`An OCSP response (RFC 6960 §4.2): \`${saysOf(status)}\`, \`thisUpdate\` ${clockOf(status.thisUpdate)}, \`nextUpdate\` ${clockOf(status.nextUpdate)}.`,
        tick: t`gets an answer`,
      };
}

function withheld(context: StepContext, event: Of<"withholds">): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  if (event.instead === null) {
    return {
      title: t`${who} keeps the list from arriving`,
      story: t`The list has to pass her router. She can’t change a bit of it, since it is signed. But she can drop it.`,
      protocol: t`Lists are mostly fetched over plain HTTP: the signature protects what they say; that they arrive, nothing protects.`,
      tick: t`drops the list`,
    };
  }
  const old = artifact(recording, "status", event.instead);
  return {
    title: t`${who} hands on an older list instead`,
    story: t`Just as genuine, and signed by the same authority on ${dayText(old.thisUpdate)}, when nothing was stolen yet. It does not say that it is not the newest.`,
    protocol: t`The CRL of ${clockOf(old.thisUpdate)} says that it counts until ${clockOf(old.nextUpdate)}; that there is a newer one, nobody can see from it.`,
    tick: t`an older list`,
  };
}

function whom(recording: Recording, { revoked: on }: StatusArtifact): string {
  const names = on.map(({ certificate }) => artifact(recording, "certificate", certificate).names[0] ?? t`somebody`);
  return names.length === 0 ? t`Nobody is on it.` : t`A certificate of ${listed(names)} is on it.`;
}

/** What an answer says, in its own word. */
export function saysOf({ revoked: on }: StatusArtifact): "good" | "revoked" {
  return on.length === 0 ? "good" : "revoked";
}

/** `2026-06-02 12:00` of a date in ISO 8601. */
export function clockOf(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

const HOUR = 3_600_000;

/** How long it is from one moment to another: in hours up to two days, else in whole days. */
export function spanOf(from: string, until: string): string {
  const hours = Math.floor((Date.parse(until) - Date.parse(from)) / HOUR);
  if (hours < 24) return plural(hours, { one: "an hour", other: "# hours" });
  return plural(Math.floor(hours / 24), { one: "a day", other: "# days" });
}
