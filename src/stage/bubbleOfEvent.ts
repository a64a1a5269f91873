import { plural, t } from "../language/t.ts";
import type { Frame } from "../player/types.ts";
import { keysOf } from "../scenes/epochs.ts";
import { packetName } from "../scenes/labels.ts";
import { artifact, artifacts, nameOf } from "../sim/lookup.ts";
import type { Recording, SimEvent } from "../sim/recording.ts";
import { BLANK, type Bubble, toneOf, triedWords } from "./bubbleKinds.ts";
import { peopleIn } from "./people.ts";
import type { AboutRare } from "./rare.ts";
import { look, type Of, type Switches, subjectOf, type Told, textOfPacket, textOr, whoOpens } from "./told.ts";
import { aWord, byteCount, owned } from "./words.ts";

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
      return { icon: "speaks", tone: "plain", head: t`${told.name} acts on it`, body: event.text, from: 0.15 };
    case "gives-up":
      return {
        icon: "refused",
        head: t`${told.name} ends the conversation`,
        body: t`Goodbye.`,
        from: 0.15,
      };
    case "ends":
      return { actor: null, icon: "ends", head: t`How it ended`, outcome: event.outcome, tone: "plain", from: 0.1 };
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
  const what = packetName(packet);
  const key = packet.seal.as === "paper" ? null : look(told, packet.seal.key);
  switch (event.type) {
    case "writes":
      return {
        icon: "writes",
        tone: red ? "red" : "paper",
        head: t`${name} writes`,
        ...textOr(event.text, aWord(what)),
      };
    case "seals":
      return {
        icon: "sealed",
        tone: toneOf(packet),
        head: t`${name} seals it`,
        key,
        ...textOr(event.text, t`the ${what}`),
        foot: whoOpens(packet.seal.as),
      };
    case "reads":
      return {
        icon: "reads",
        tone: red ? "red" : "paper",
        head: t`${name} reads`,
        ...textOr(event.text, t`the ${what}`),
      };
    case "opens": {
      const inside = event.gives === null ? null : look(told, event.gives);
      const found = inside === null ? t`the ${what}` : t`inside: ${inside.name}`;
      const head = t`Opened${key === null ? "" : t` with ${key.name}`}. ${name} reads`;
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
        head: t`${name} cannot open it`,
        body: t`sealed, ${byteCount(packet)}`,
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
        ? { icon: "alarm", head: t`${name} keeps it`, body: t`It never arrives.`, from: 0.4 }
        : { icon: "refused", head: t`${name} does not open it`, body: t`Nobody listens any more.`, from: 0.4 };
  }
}

function changed(told: Told, event: Of<"changes">): Partial<Bubble> {
  const { recording, name } = told;
  const was = textOfPacket(told, event.from);
  const now = textOfPacket(told, event.packet);
  const base = { icon: "changes", tone: "red", head: t`${name} changes it`, from: 0.3 } as const;
  if (event.what === "bit") return { ...base, body: t`one bit flipped`, foot: t`without being able to read it` };
  if (event.what === "half") return { ...base, body: t`another half in its place` };
  if (event.what === "offer") return { ...base, body: t`another offer in its place` };
  const packet = artifacts(recording).get(event.packet);
  const instead = packet?.kind === "packet" ? t`the ${packetName(packet)}` : "";
  return { ...base, ...textOr(now, instead), foot: was === null ? null : t`was: “${was}”` };
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
        head: t`${name} makes the shared key`,
        key: look(told, event.key),
        body: t`from ${plural(event.from.length, { one: "# half", other: "# halves" })}`,
        foot: t`shared, ${name} believes, with ${event.believes}`,
        from: 0.1,
      };
    case "schedules":
      return {
        icon: "key",
        tone: "yellow",
        head: t`${name} works out the ${keysOf(event.epoch)}`,
        key: look(told, event.keys[0] ?? ""),
        body: t`${plural(event.secrets.length, { one: "# secret", other: "# secrets" })}, ${plural(event.keys.length, { one: "# key", other: "# keys" })}: one for each direction`,
        foot: t`shared, ${name} believes, with ${event.believes}`,
        from: 0.1,
      };
    case "signs":
      return {
        icon: "signs",
        head: t`${name} signs this conversation`,
        key: look(told, event.key),
        body: t`Only the private key can do that.`,
      };
    case "steals":
      return {
        icon: "alarm",
        tone: "red",
        head: t`${name} steals a key`,
        key: look(told, event.key),
        body: t`${owned(nameOf(told.recording, told.frame.after, event.from))} private key`,
        from: 0.1,
      };
  }
}

function making(told: Told, event: Of<"makes">): Partial<Bubble> {
  const key = look(told, event.keys[0] ?? "");
  const heads = {
    keyPair: t`makes a key pair`,
    half: event.keys.length > 1 ? t`makes two halves` : t`makes a half`,
    channelKey: t`makes a random key`,
    certificate: t`takes out a certificate`,
    copy: t`takes out a copy`,
    request: t`writes a request`,
  };
  const bodies = {
    keyPair: t`one part to show, one to keep`,
    half:
      event.keys.length > 1
        ? t`two public ones to send, two private to keep`
        : t`a public one to send, a private one to keep`,
    channelKey: t`256 random bits`,
    certificate: subjectOf(told, event.certificate),
    copy: subjectOf(told, event.certificate),
    request: t`a name and a public key, signed`,
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
    head: spec?.label ?? t`A switch is thrown`,
    body: option?.label ?? event.value,
    foot: t`from here on`,
    from: 0.05,
  };
}
