import { artifact, artifacts, nameOf } from "../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../sim/recording.ts";
import { type Bubble, toneOf, triedWords } from "./bubbleKinds.ts";
import { aboutStatus } from "./bubbleOfStatus.ts";
import { aboutAuthority, aboutSwitch, aboutVerdict } from "./bubbleOfTrust.ts";
import { look, type Of, subjectOf, type Told, textOfPacket, textOr, whoOpens } from "./told.ts";
import { byteCount, many, owned, packetWords } from "./words.ts";

/** What can happen beyond letters on paper that are written, sent and read. */
export type MoreEvent = Exclude<SimEvent, Of<"writes" | "reads" | "travels" | "ends">>;

/** What it tells. It comes with the first run that has keys or switches. */
export function aboutMore(told: Told, event: MoreEvent): Partial<Bubble> | null {
  switch (event.type) {
    case "seals":
    case "opens":
    case "fails":
    case "infers":
    case "changes":
    case "repeats":
    case "swallows":
      return aboutPacket(told, event);
    case "makes":
    case "derives":
    case "schedules":
    case "signs":
    case "steals":
    case "forgets":
    case "assumes":
    case "recomputes":
      return aboutKey(told, event);
    case "asksFor":
    case "challenges":
    case "examines":
    case "issues":
    case "leaves":
      return aboutAuthority(told, event);
    case "waits":
    case "reports":
    case "revokes":
    case "fetches":
    case "withholds":
      return aboutStatus(told, event);
    case "checks":
      return aboutVerdict(told, event);
    case "turns":
      return aboutSwitch(told, event);
    case "keeps": {
      const key = look(told, event.key);
      return { icon: "key", head: `${told.name} keeps it for another time`, key, body: "what the ticket stands for" };
    }
    case "acts":
      return { icon: "speaks", tone: "plain", head: `${told.name} acts on it`, body: event.text, from: 0.15 };
    case "gives-up":
      return {
        icon: "refused",
        head: `${told.name} ends the conversation`,
        body: "Goodbye.",
        from: 0.15,
      };
  }
}

type PacketEvent = Of<"seals" | "opens" | "fails" | "infers" | "changes" | "repeats" | "swallows">;

function aboutPacket(told: Told, event: PacketEvent): Partial<Bubble> | null {
  const { recording, name, red } = told;
  const packet = artifacts(recording).get(event.packet);
  if (packet?.kind !== "packet") return null;
  const what = packetWords(packet);
  const key = packet.seal.as === "paper" ? null : look(told, packet.seal.key);
  switch (event.type) {
    case "seals":
      return {
        icon: "sealed",
        tone: toneOf(packet),
        head: `${name} seals it`,
        key,
        ...textOr(event.text, `the ${what}`),
        foot: whoOpens(packet.seal.as),
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
    default:
      return unopened(told, event, packet);
  }
}

/** What is done with a packet that stays as it is. */
function unopened(
  { name, red }: Told,
  event: Of<"infers" | "repeats" | "swallows">,
  packet: PacketArtifact,
): Partial<Bubble> {
  switch (event.type) {
    case "infers":
      return {
        icon: "eyes",
        head: `${name} measures: ${event.size} bytes`,
        body: event.text,
        foot: event.how === "infers" ? "nothing was opened" : null,
      };
    case "repeats":
      return {
        icon: "alarm",
        head: `${name} sends it once more`,
        body: `${byteCount(packet)}, as they were`,
        from: 0.3,
      };
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
  event: Of<"makes" | "derives" | "schedules" | "signs" | "steals" | "forgets" | "assumes" | "recomputes">,
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
    case "forgets":
      return {
        icon: "key",
        head: `${name} throws keys away`,
        body: `${many(event.keys.length, "key")}, gone`,
        from: 0.1,
      };
    case "assumes":
    case "recomputes":
      return aboutLater(told, event);
  }
}

/** What is found out long after a conversation. */
function aboutLater(told: Told, event: Of<"assumes" | "recomputes">): Partial<Bubble> {
  const base = { tone: "red", from: 0.1 } as const;
  return event.type === "assumes"
    ? {
        ...base,
        icon: "alarm",
        head: "Assumed: a quantum computer",
        key: look(told, event.key),
        foot: "None exists: this is not computed.",
      }
    : {
        ...base,
        icon: "key",
        head: `${told.name} works out the ${event.epoch} keys`,
        key: look(told, event.keys[0] ?? ""),
        body: "from her copies and one private half",
        foot: "They are the very keys that sealed it.",
      };
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
