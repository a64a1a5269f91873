import type { Frame } from "../player/types.ts";
import { artifact, artifacts, nameOf } from "../sim/lookup.ts";
import type { Recording, SimEvent } from "../sim/recording.ts";
import { BLANK, type Bubble, toneOf, triedWords } from "./bubbleKinds.ts";
import { peopleIn } from "./people.ts";
import type { AboutRare } from "./rare.ts";
import { look, type Of, type Switches, subjectOf, type Told, textOfPacket, textOr, whoOpens } from "./told.ts";
import { aWord, byteCount, many, owned, packetWords } from "./words.ts";

/**
 * What an event tells, for a watcher who sees all. null: its motion says everything. `rare` tells of what the first
 * scenes do not have; null while it is being loaded.
 */
export function bubbleOfEvent(
  recording: Recording,
  frame: Frame,
  event: SimEvent,
  switches: Switches,
  rare: AboutRare | null,
): Bubble | null {
  const person = peopleIn(recording, frame.after).find((p) => p.actor.id === event.actor);
  const told: Told = { recording, frame, name: person?.name ?? event.actor, red: person?.kind === "mallory", switches };
  const words = wordsOf(told, event, rare);
  if (words === null) return null;
  const tone = told.red && (words.tone ?? "plain") === "plain" ? "red" : words.tone;
  return { ...BLANK, actor: event.actor, ...words, tone: tone ?? "plain" };
}

function wordsOf(told: Told, event: SimEvent, rare: AboutRare | null): Partial<Bubble> | null {
  switch (event.type) {
    case "writes":
    case "seals":
    case "reads":
    case "opens":
    case "fails":
    case "changes":
    case "swallows":
      return aboutPacket(told, event);
    case "makes":
    case "derives":
    case "schedules":
    case "signs":
    case "steals":
      return aboutKey(told, event);
    case "turns":
      return aboutSwitch(told, event);
    case "acts":
      return { icon: "speaks", tone: "plain", head: `${told.name} acts on it`, body: event.text, from: 0.15 };
    case "gives-up":
      return {
        icon: "refused",
        head: `${told.name} ends the conversation`,
        body: "Goodbye.",
        from: 0.15,
      };
    case "ends":
      return { actor: null, icon: "ends", head: "How it ended", outcome: event.outcome, tone: "plain", from: 0.1 };
    case "travels":
      return null;
    default:
      return rare === null ? null : rare(told, event);
  }
}

type PacketEvent = Of<"writes" | "seals" | "reads" | "opens" | "fails" | "changes" | "swallows">;

function aboutPacket(told: Told, event: PacketEvent): Partial<Bubble> | null {
  const { recording, name, red } = told;
  const packet = artifacts(recording).get(event.packet);
  if (packet?.kind !== "packet") return null;
  const what = packetWords(packet);
  const key = packet.seal.as === "paper" ? null : look(told, packet.seal.key);
  switch (event.type) {
    case "writes":
      return {
        icon: "writes",
        tone: red ? "red" : "paper",
        head: `${name} writes`,
        ...textOr(event.text, aWord(what)),
      };
    case "seals":
      return {
        icon: "sealed",
        tone: toneOf(packet),
        head: `${name} seals it`,
        key,
        ...textOr(event.text, `the ${what}`),
        foot: whoOpens(packet.seal.as),
      };
    case "reads":
      return {
        icon: "reads",
        tone: red ? "red" : "paper",
        head: `${name} reads`,
        ...textOr(event.text, `the ${what}`),
      };
    case "opens": {
      const inside = event.gives === null ? null : look(told, event.gives);
      const found = inside === null ? `the ${what}` : `inside: ${inside.name}`;
      const head = `Opened${key === null ? "" : ` with ${key.name}`}. ${name} reads`;
      return {
        icon: "reads",
        tone: red ? "red" : "paper",
        head,
        ...textOr(event.text, found),
        key: inside,
        from: 0.45,
      };
    }
    case "fails":
      return {
        icon: "refused",
        tone: toneOf(packet),
        head: `${name} cannot open it`,
        body: `sealed, ${byteCount(packet)}`,
        foot: triedWords(
          recording,
          event.attempts.map((id) => artifact(recording, "attempt", id)),
        ),
        from: 0.45,
      };
    case "changes":
      return changed(told, event);
    case "swallows":
      return red
        ? { icon: "alarm", head: `${name} keeps it`, body: "It never arrives.", from: 0.4 }
        : { icon: "refused", head: `${name} does not open it`, body: "Nobody listens any more.", from: 0.4 };
  }
}

function changed(told: Told, event: Of<"changes">): Partial<Bubble> {
  const { recording, name } = told;
  const was = textOfPacket(told, event.from);
  const now = textOfPacket(told, event.packet);
  const base = { icon: "changes", tone: "red", head: `${name} changes it`, from: 0.3 } as const;
  if (event.what === "bit") return { ...base, body: "one bit flipped", foot: "without being able to read it" };
  if (event.what === "half") return { ...base, body: "another half in its place" };
  if (event.what === "offer") return { ...base, body: "another offer in its place" };
  const packet = artifacts(recording).get(event.packet);
  const instead = packet?.kind === "packet" ? `the ${packetWords(packet)}` : "";
  return { ...base, ...textOr(now, instead), foot: was === null ? null : `was: “${was}”` };
}

function aboutKey(
  told: Told,
  event: Of<"makes" | "derives" | "schedules" | "signs" | "steals">,
): Partial<Bubble> | null {
  const { name } = told;
  switch (event.type) {
    case "makes":
      return making(told, event);
    case "derives":
      return {
        icon: "key",
        tone: "yellow",
        head: `${name} makes the shared key`,
        key: look(told, event.key),
        body: `from ${many(event.from.length, "half", "halves")}`,
        foot: `shared, ${name} believes, with ${event.believes}`,
        from: 0.1,
      };
    case "schedules":
      return {
        icon: "key",
        tone: "yellow",
        head: `${name} works out the ${event.epoch} keys`,
        key: look(told, event.keys[0] ?? ""),
        body: `${many(event.secrets.length, "secret")}, ${many(event.keys.length, "key")}: one for each direction`,
        foot: `shared, ${name} believes, with ${event.believes}`,
        from: 0.1,
      };
    case "signs":
      return {
        icon: "signs",
        head: `${name} signs this conversation`,
        key: look(told, event.key),
        body: "Only the private key can do that.",
      };
    case "steals":
      return {
        icon: "alarm",
        tone: "red",
        head: `${name} steals a key`,
        key: look(told, event.key),
        body: `${owned(nameOf(told.recording, told.frame.after, event.from))} private key`,
        from: 0.1,
      };
  }
}

function making(told: Told, event: Of<"makes">): Partial<Bubble> {
  const key = look(told, event.keys[0] ?? "");
  const heads = {
    keyPair: "makes a key pair",
    half: event.keys.length > 1 ? "makes two halves" : "makes a half",
    channelKey: "makes a random key",
    certificate: "takes out a certificate",
    copy: "takes out a copy",
    request: "writes a request",
  };
  const bodies = {
    keyPair: "one part to show, one to keep",
    half:
      event.keys.length > 1
        ? "two public ones to send, two private to keep"
        : "a public one to send, a private one to keep",
    channelKey: "256 random bits",
    certificate: subjectOf(told, event.certificate),
    copy: subjectOf(told, event.certificate),
    request: "a name and a public key, signed",
  };
  return {
    icon: event.certificate === null ? "key" : "paper",
    tone: event.what === "channelKey" ? "yellow" : "plain",
    head: `${told.name} ${heads[event.what]}`,
    key,
    body: bodies[event.what],
    from: 0.1,
  };
}

/** A switch thrown, in its own words. */
function aboutSwitch(told: Told, event: Of<"turns">): Partial<Bubble> {
  const spec = told.switches.find((s) => s.id === event.switch);
  const option = spec?.options.find((o) => o.value === event.value);
  return {
    icon: "alarm",
    head: spec?.label ?? "A switch is thrown",
    body: option?.label ?? event.value,
    foot: "from here on",
    from: 0.05,
  };
}
