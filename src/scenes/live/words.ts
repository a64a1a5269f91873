import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { LEFT } from "../../sim/live/outside.ts";
import { artifact, nameOf } from "../../sim/lookup.ts";
import type { Actor, PacketArtifact, SimEvent } from "../../sim/recording.ts";
import { whoActs } from "../phrases/names.ts";
import { shownIn } from "../phrases/shown.ts";
import { alertOf } from "../phrases/tls/facts.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import type { StepContext, StepWords } from "../types.ts";
import { endingOf } from "./ending.ts";
import { firstLine, outsideIn } from "./facts.ts";

export const opening: StepWords = {
  title: t`Somebody real is calling`,
  story: t`On the left is no Alice of ours, but a program on this machine. Its bytes come from a socket, and what Bob answers goes back there. On its desk lies nothing: what it holds and thinks stays in its own process.`,
  protocol: t`Bob, the router and Mallory run in this page, on the engine that plays them in every scene of Act V. The local server only carries bytes between the socket and the page.`,
  tick: t`start`,
};

export const leavesOut: readonly string[] = [
  t`The router between the two is in this page: on the real way, the bytes went over this machine’s loopback alone.`,
  t`Bob answers one request on each connection, and then says goodbye. He gives no tickets, so nobody resumes a session.`,
  t`What the program keeps for itself (its keys, its verdict, its reasons) can’t be seen from here; some of it, it prints.`,
];

export const outOpening: StepWords = {
  title: t`Alice calls somebody real`,
  story: t`On the right is no Bob of ours, but a server on this machine. Alice’s bytes leave this page through a socket, and what the server answers comes back that way. What it holds and thinks stays in its own process.`,
  protocol: t`Alice, the router and Mallory run in this page, on the engine that plays them in every scene of Act V. The local server only carries bytes between the page and the socket.`,
  tick: t`start`,
};

export const outLeavesOut: readonly string[] = [
  t`The router between the two is in this page: on the real way, the bytes went over this machine’s loopback alone.`,
  t`Alice trusts whom \`--ca\` names, and nobody else: no list of public authorities is built in.`,
  t`Why the server does what it does can’t be seen from here; some of it, it may write to its log.`,
];

const common = tellTls({ end: endingOf });

/** The words of a step: the common ones of TLS, and what is to be said where a real program or a web page is concerned. */
export function words(context: StepContext): StepWords {
  const plain = common(context);
  // What is a letter elsewhere is a request here.
  const title = plain.title.replace(capital(t`the letter`), capital(t`the request`));
  return { ...plain, title, story: plain.story.replaceAll(t`the letter`, t`the request`), ...own(context) };
}

function own(context: StepContext): Partial<StepWords> | null {
  const { event, recording } = context;
  if (event.type === "steals") return THEFT;
  if (event.type === "makes" && event.certificate !== null) return shows(context);
  const real = outsideIn(recording);
  if (event.type === "gives-up" && event.actor === real?.id) return left(context, event.why, real);
  if (!("packet" in event)) return null;
  const packet = artifact(recording, "packet", event.packet);
  if ((event.type === "seals" || event.type === "opens") && event.text !== null) return letter(context, event);
  if (packet.message === "NewSessionTicket") return ticket(context, event);
  return event.actor === real?.id ? said(context, event, packet, real) : arrives(event, packet, real);
}

/** What the program puts on the wire. */
function said(
  { recording }: StepContext,
  event: SimEvent,
  packet: PacketArtifact,
  real: Actor,
): Partial<StepWords> | null {
  if (event.type !== "writes" && event.type !== "seals") return null;
  if (packet.message === "ServerHello") {
    return {
      story: t`These bytes came from a server on this machine, just now: the choices are made, and here is its half. It is the last message that anybody on the way can read.`,
    };
  }
  if (packet.message === "ClientHello") {
    return {
      story: t`These bytes came from a program on this machine, just now. It says what it can do, shows its half of a key, and asks for a name, all in the open. Look at the bytes: no two programs say hello alike.`,
    };
  }
  if (packet.label === "unopened") {
    return {
      title: t`${real.name} sends a record that nobody here can open`,
      story: t`No key on this stage fits. What is in it, only the program knows.`,
      tick: t`a sealed record`,
    };
  }
  const alert = alertOf(recording, packet);
  if (alert === null || alert === "close_notify") return null;
  return {
    story: t`This is the program’s own verdict: it will not go on, and \`${alert}\` is all that it tells the other end. ${real.role === "server" ? t`Its log may say more.` : t`On its own terminal it says more.`}`,
  };
}

/** What comes to the program: what it makes of it, nobody here sees. */
function arrives(event: SimEvent, packet: PacketArtifact, real: Actor | null): Partial<StepWords> | null {
  if (event.type !== "travels" || packet.to !== real?.id || event.path.at(-1) !== real.id) return null;
  if (packet.label === "request") {
    return {
      story: t`Out of this page, and through the socket: what the server makes of it happens in its own process.`,
    };
  }
  if (packet.message === "Certificate" && real.role === "client") {
    return {
      story: t`Now the program judges it, in its own process, by the authorities that *it* trusts. What it thinks of it shows in what it sends next.`,
    };
  }
  if (packet.label === "reply") {
    return { story: t`Out of this page, and through the socket: what the program prints now came from here.` };
  }
  return null;
}

/** A ticket for the next time (RFC 8446 §4.6.1), of which no use is made here. */
function ticket(context: StepContext, event: SimEvent): Partial<StepWords> {
  const who = nameOf(context.recording, context.after, event.actor);
  const section = t`\`NewSessionTicket\` (RFC 8446 §4.6.1): with it a client can resume this session.`;
  if (event.type === "seals") {
    return {
      title: t`${who} seals a ticket for the next time`,
      story: t`With it the two could begin quicker another time, without certificates. Here nobody comes back with one.`,
      protocol: section,
      tick: t`a ticket`,
    };
  }
  if (event.type === "opens") {
    return { title: t`${who} opens the ticket`, story: t`It stays unused here.`, protocol: section, tick: t`a ticket` };
  }
  return event.type === "travels" ? { story: t`A sealed record like the others: by its place one may guess.` } : {};
}

/** Who opens and who seals what the web page is made of. */
function letter(context: StepContext, event: SimEvent & { text: string | null }): Partial<StepWords> {
  const line = firstLine(event.text ?? "");
  const name = whoActs(context);
  const isRequest = context.step.id.includes(".request");
  const what = isRequest ? t`the request` : t`the answer`;
  const isProgram = event.actor === outsideIn(context.recording)?.id;
  const rest = event.type === "seals" && isProgram && isRequest ? SEALED_BY_PROGRAM : {};
  return event.type === "seals"
    ? { title: t`${name} seals ${what}: ${line}`, tick: t`seals ${what}`, ...rest }
    : { title: t`${name} opens ${what}: ${line}`, tick: t`opens ${what}`, ...rest };
}

const SEALED_BY_PROGRAM: Partial<StepWords> = {
  story: t`The program has gone through the handshake and says what it came for. It is sealed, under a key that it shares with whoever is at the other end.`,
};

function left({ recording, index }: StepContext, why: string, { id, name }: Actor): Partial<StepWords> {
  if (why === LEFT.stranger) {
    return {
      title: t`What came is no TLS`,
      story: t`No record of TLS begins like this. Perhaps somebody speaks \`http:\` here in place of \`https:\`.`,
      protocol: t`The first byte of a record is its type, 20 to 24 (RFC 8446 §5.1). These bytes are none.`,
      tick: t`no TLS`,
    };
  }
  if (why === LEFT.long) {
    return {
      title: t`This goes on for too long`,
      story: t`The program has sent more than fits this stage, so the connection is closed from here.`,
      protocol: t`At most 40 packets of one connection are shown, each of at most 100 records.`,
      tick: t`cut off`,
    };
  }
  const refused = recording.steps.slice(0, index).some(({ event }) => {
    const packet = event.type === "travels" ? artifact(recording, "packet", event.packet) : null;
    return packet !== null && packet.to === id && packet.label === "alert";
  });
  if (refused) {
    return {
      title: t`${name} goes away`,
      story: t`It was told that it is over, and has closed the connection. What it makes of that, it says on its own side.`,
      protocol: t`The transport ended after a fatal alert (RFC 8446 §6.2).`,
      tick: t`goes away`,
    };
  }
  return {
    title: t`${name} has left without a word`,
    story: t`The connection of TCP was closed, and no last word came before. To whoever is left behind it looks the same as a wire that was cut.`,
    protocol: t`No \`close_notify\` came before the end of the transport (RFC 8446 §6.1).`,
    tick: t`left`,
  };
}

const THEFT: StepWords = {
  title: t`Mallory has stolen the authority’s key`,
  story: t`Not Bob’s key: that of the office that certifies him. With it she can make out a certificate to anybody, and every program that trusts this authority will believe it.`,
  protocol: t`The private key of an issuing authority is in her hands. No check of RFC 5280 §6 can tell what she signs from what it would have signed.`,
  tick: t`the theft`,
};

const SHOWN: Readonly<Record<string, string>> = {
  "self-signed": t`Bob’s name, her key, and that key’s own signature under both.`,
  "unknown-authority": t`An authority that she founded herself says that she is Bob.`,
  stolen: t`Bob’s own, genuine certificate. The private key that belongs to it, she does not have.`,
  expired: t`An old certificate of Bob’s, with its real key, from a disk that he threw away.`,
  "wrong-name": t`Her own certificate, genuine, with her own key. It says *mallory.example*.`,
  "missing-middle": t`Wrongly issued in Bob’s name by an office that was fooled. She shows it alone: the office’s own certificate she does not have.`,
};

function shows(context: StepContext): Partial<StepWords> {
  const shown = shownIn(context, "bob.example");
  const story =
    shown === null
      ? t`Bob’s name, her key, and the signature of the office that certifies Bob. It is as good as his own.`
      : (SHOWN[shown] ?? "");
  return { title: t`Mallory takes out what she will show`, story };
}
