import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { SimEvent, Step, VerdictArtifact } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { nameOf, whoActs } from "./names.ts";
import { askedBy, leftOut } from "./verdictFacts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** Why a certificate was refused, in half a sentence. */
function reasonsFor(who: string): Readonly<Record<string, string>> {
  return {
    "self-signed": t`it vouches for itself`,
    "unknown-authority": t`nobody whom ${who} trusts signed it`,
    "missing-intermediate": t`a link between it and the authority is missing`,
    expired: t`it has expired`,
    "not-yet-valid": t`it is not valid yet`,
    "wrong-name": t`it is made out to somebody else`,
    "wrong-usage": t`it is not for this use`,
    "not-a-ca": t`one who signed it may not sign others`,
    "path-too-long": t`there are more links than its authority allows`,
    "signature-invalid": t`its key did not sign this conversation`,
    "signature-absent": t`nothing proves that its key is here`,
    "no-certificate": t`none was shown`,
    tampered: t`its signature does not fit`,
    malformed: t`it can’t be read`,
    "path-too-deep": t`there are too many links above it`,
    "unsupported-extension": t`it says something that ${who} can’t judge`,
    "no-names": t`no name stands where ${who} looks for one`,
    "wildcard-too-wide": t`it is made out to far too many names`,
    "name-not-permitted": t`its office may not issue for this name`,
    "weak-key": t`its key is too short`,
    "weak-hash": t`it is signed over a hash that is broken`,
    revoked: t`its authority has taken it back`,
    "revocation-unknown": t`nobody says whether it was taken back`,
  };
}

/** Why a verdict refused, in half a sentence. */
export function reasonOf(verdict: VerdictArtifact, who: string): string {
  return reasonsFor(who)[verdict.reason ?? ""] ?? t`it did not pass`;
}

export function checked(context: StepContext, event: Of<"checks">): StepWords {
  const who = whoActs(context);
  const verdict = artifact(context.recording, "verdict", event.verdict);
  const alert = verdict.alert === null ? "" : t` The alert: \`${verdict.alert}\`.`;
  return {
    title: verdict.accepted
      ? t`${who} checks, and accepts ${verdict.about}`
      : t`${who} checks, and refuses: ${reasonOf(verdict, who)}`,
    story: storyOf(verdict),
    protocol: `${protocolOf(verdict)}${alert}`,
    tick: verdict.accepted ? t`accepts` : t`refuses`,
  };
}

function protocolOf(verdict: VerdictArtifact): string {
  if (verdict.presented.length === 0) return t`An empty \`certificate_list\`: the server decides (RFC 8446 §4.4.2.4).`;
  return t`Path validation (RFC 5280 §6), ${nameRule(verdict)}, and the signature over the conversation (RFC 8446 §4.4.3).`;
}

/** How the name is judged: RFC 9525 is about the names of services alone. */
export function nameRule(verdict: VerdictArtifact): string {
  return verdict.purpose === "client"
    ? t`the name (which one counts, the server’s owner says)`
    : t`the name (RFC 9525)`;
}

function storyOf(verdict: VerdictArtifact): string {
  if (verdict.presented.length === 0)
    return verdict.purpose === "server"
      ? t`A server has to show a certificate, and none came. There is nothing to check.`
      : t`A certificate was asked for, and none came. There is nothing to check.`;
  if (!verdict.accepted) {
    const fine =
      verdict.signature === "valid"
        ? t` The signature over the conversation is *valid*, and it is refused all the same.`
        : "";
    return t`One check failed, and one is enough.${fine}`;
  }
  const [missing] = leftOut(verdict);
  if (missing !== undefined) return t`All that was looked at fits. But nobody asked ${askedBy(missing)}.`;
  return t`Chain, name, dates, use, and a signature over this very conversation: all fit. No authority had to be asked.`;
}

export function gaveUp(context: StepContext, event: Of<"gives-up">): StepWords {
  const who = whoActs(context);
  return {
    title: t`${who} gives up`,
    story:
      event.actor === "mallory"
        ? t`“Goodbye, whoever you are.” Nothing more can be got here.`
        : event.actor === "notAlice"
          ? t`“Goodbye, whoever you are.” Nothing more can be got here.`
          : t`The other end has hung up and said why. Nothing more is said here.`,
    protocol: t`The connection is closed: \`${event.why}\` (RFC 8446 §6.2).`,
    tick: t`gives up`,
  };
}

/** A switch that is not Mallory's. */
export function switched(context: StepContext, event: Of<"turns">): StepWords {
  const who = event.actor === "mallory" ? "Mallory" : nameOf(context.recording, context.after, event.actor);
  const late = isLate(context, event);
  return {
    title: late ? t`A switch is thrown, too late for this run` : t`Here the rules change`,
    story: late
      ? t`${doneAlready(who, event)} It holds from the next time, and not now: start again to see it.`
      : t`${ruleOf(who, event)} What has happened already stays as it was.`,
    protocol: t`Every step before this one is unchanged to the byte; what follows is new.`,
    tick: t`switch`,
  };
}

/** What a switch decides, by its id: the check, what is shown, or the first step. */
type Decided =
  | "checks"
  | "shows"
  | "begins"
  | "says"
  | "steals"
  | "relays"
  | "forgets"
  | "assumes"
  | "fetches"
  | "asksFor"
  | "examines";
const DECIDED: Readonly<Record<string, Decided>> = {
  "any-authority": "checks",
  "skip-name": "checks",
  "ignore-dates": "checks",
  "ignore-usage": "checks",
  "skip-signature": "checks",
  "ask-only": "checks",
  careless: "checks",
  forgery: "shows",
  group: "begins",
  asks: "begins",
  site: "begins",
  page: "says",
  caller: "begins",
  theft: "steals",
  keeps: "forgets",
  quantum: "assumes",
  request: "asksFor",
  looks: "examines",
  "skip-control": "examines",
  "skip-proof": "examines",
  change: "relays",
  defence: "steals",
  after: "steals",
  word: "fetches",
  "soft-fail": "checks",
  roots: "checks",
};

/** Whether what the switch decides has been done, and is not done again in this run. */
function isLate({ recording, index }: StepContext, event: Of<"turns">): boolean {
  const decided = DECIDED[event.switch];
  const decides = ({ event: e }: Step) => {
    if (decided === "checks") return e.type === "checks" && e.actor === event.actor;
    if (decided === "shows") return shows(e) && e.actor === event.actor;
    if (decided === "says") return e.type === "seals" && e.actor === event.actor && e.text !== null;
    if (decided === "steals" || decided === "assumes" || decided === "fetches" || decided === "examines")
      return e.type === decided;
    if (decided === "asksFor") return e.type === "asksFor" && e.actor === event.actor;
    if (decided === "forgets") return e.type === "forgets" && e.actor === event.actor;
    if (decided === "relays") return e.type === "seals" && e.actor === event.actor;
    if (event.switch === "asks") return e.type === "writes";
    return e.type === "makes" && e.what === "half";
  };
  if (decided === undefined) return false;
  const [before, later] = [recording.steps.slice(0, index), recording.steps.slice(index)];
  return before.some(decides) && (decided === "begins" || !later.some(decides));
}

/** Whether something is shown as proof in an event: also the proof that is none. */
function shows(event: SimEvent): boolean {
  return (
    (event.type === "makes" && event.certificate !== null) || (event.type === "writes" && event.actor === "notAlice")
  );
}

function doneAlready(who: string, event: Of<"turns">): string {
  if (DECIDED[event.switch] === "checks") return t`${who} has made the check already.`;
  if (DECIDED[event.switch] === "shows") return t`${who} has shown something already.`;
  if (event.switch === "page" || event.switch === "request") return t`${who} has asked already.`;
  if (DECIDED[event.switch] === "examines") return t`Both requests are dealt with already.`;
  if (event.switch === "keeps") return t`${who} has cleaned up already.`;
  if (event.switch === "quantum") return t`The assumption has been made already.`;
  if (DECIDED[event.switch] === "fetches") return t`What there was to ask for has been asked for.`;
  if (DECIDED[event.switch] === "steals") return t`The key is stolen already.`;
  if (event.switch === "change") return t`${who} has relayed all that there was.`;
  return t`The conversation has begun already.`;
}

/** What a switch makes of somebody, by its id: while on, and when it is off again. */
function rulesFor(who: string): Readonly<Record<string, Readonly<{ on: string; off: string }>>> {
  return {
    "any-authority": { on: t`${who} no longer asks who signed a certificate.`, off: t`${who} asks again who signed.` },
    "skip-name": { on: t`${who} no longer looks for whom it is made out.`, off: t`${who} looks at the name again.` },
    "ignore-dates": { on: t`${who} no longer looks at the dates.`, off: t`${who} looks at the dates again.` },
    "ignore-usage": {
      on: t`${who} no longer asks what a certificate is for.`,
      off: t`${who} asks again what it is for.`,
    },
    "skip-signature": {
      on: t`${who} takes a certificate for proof enough.`,
      off: t`${who} checks the signature again.`,
    },
    "ask-only": { on: t`${who} still asks, but no longer insists.`, off: t`${who} insists on a certificate again.` },
    careless: { on: t`${who} trusts Mallory’s authority too.`, off: t`${who} no longer trusts Mallory’s authority.` },
    change: { on: t`${who} rewrites what she relays.`, off: t`${who} relays things as they are.` },
    "soft-fail": {
      on: t`${who} goes on where nobody can say whether a certificate was taken back.`,
      off: t`${who} insists on an answer again.`,
    },
    "client-auth": { on: t`${who} will want to see a certificate.`, off: t`${who} will ask nobody who calls.` },
    keeps: {
      on: t`${who} will leave the secret of his half on disk.`,
      off: t`${who} will wipe the secret of his half.`,
    },
    quantum: {
      on: t`Years later there will be a quantum computer.`,
      off: t`Nobody will ever build a quantum computer.`,
    },
    "skip-control": {
      on: t`${who} no longer asks whose a name is.`,
      off: t`${who} wants proof again that the address is theirs.`,
    },
    "skip-proof": {
      on: t`${who} no longer tries the signatures of requests.`,
      off: t`${who} tries the signatures of requests again.`,
    },
    theft: { on: t`${who} will steal Bob’s long-term key.`, off: t`${who} will steal nothing.` },
  };
}

/** What a choice among several means, by the switch and its value. */
const CHOSEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  word: {
    newest: t`Of what the authority says, the newest will reach Alice.`,
    older: t`Of what the authority says, something older will reach Alice.`,
    none: t`Of what the authority says, nothing will reach Alice.`,
  },
  roots: {
    company: t`Alice’s list of roots has the company’s on it.`,
    public: t`Alice’s list of roots has public ones only.`,
    one: t`For bob.example Alice takes one root alone.`,
  },
};

function ruleOf(who: string, event: Of<"turns">): string {
  const rule = rulesFor(who)[event.switch];
  if (event.switch === "forgery") return t`${who} will show something else.`;
  const chosen = CHOSEN[event.switch]?.[event.value];
  if (chosen !== undefined) return chosen;
  if (event.switch === "asks" || event.switch === "site") return t`${who} will ask for ${event.value}.`;
  if (event.switch === "looks")
    return event.value === "two" ? t`${who} looks from two places.` : t`${who} looks from one place.`;
  if (event.switch === "request") return t`${who} will put another key into her request.`;
  if (event.switch === "page") return t`${who} will read another page.`;
  if (event.switch === "padding") {
    return event.value === "none"
      ? t`Records are as long as what is in them.`
      : t`Both ends pad to ${event.value} bytes.`;
  }
  if (rule === undefined) return t`From here on it is: ${event.value}.`;
  return event.value === "on" ? rule.on : rule.off;
}
