import { inQuotes, t } from "../../language/t.ts";
import type { PacketArtifact, PacketId, SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { isFirst, messageOf } from "./facts.ts";
import { keyName, packetOf, sizeOf, thing, whoActs } from "./names.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** A message that is no letter. */
export function written(context: StepContext, event: Of<"writes">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  switch (packet.message) {
    case "KeyRequest":
      return {
        title: t`${who} asks for Bob’s public key`,
        story: t`“Bob, with which key may I lock what I write to you?” The question itself is no secret.`,
        protocol: t`\`KeyRequest { }\`: four bytes of header, nothing in it.`,
        tick: t`asks for a key`,
      };
    case "PublicKey":
      return {
        title: t`${who} sends his public key`,
        story: t`It can close a lock and cannot open it. Everybody may see it; the private key that opens stays on Bob’s desk.`,
        protocol: t`\`PublicKey { subject_public_key_info }\`: an RSA key of 2048 bits as SPKI (RFC 5280 §4.1.2.7).`,
        tick: t`sends his key`,
      };
    case "ClientHalf":
      return clientHalf(context, who, packet);
    case "ServerHalf":
      return serverHalf(who, packet);
    case "ClientProof":
      return {
        title: t`${who} sends a certificate and a signature`,
        story: t`The certificate says which key is whose; the signature is to show that the key is here. No private key crosses the wire.`,
        protocol: t`\`ClientProof { certificate_list, signature }\`: TLS 1.3’s Certificate and CertificateVerify of the client (RFC 8446 §4.4.2, §4.4.3).`,
        tick: t`sends a proof`,
      };
    default:
      return {
        title: t`${who} says goodbye`,
        story: t`A short last word with the reason, so that the other end knows why nothing more will come.`,
        protocol: t`\`Goodbye { alert: ${alertIn(packet)} }\`: in TLS an alert, after which the connection is closed (RFC 8446 §6.2).`,
        tick: t`says goodbye`,
      };
  }
}

function alertIn(packet: PacketArtifact): string {
  const message = messageOf(packet);
  return message?.type === "Goodbye" ? message.alert : t`unreadable`;
}

function clientHalf(context: StepContext, who: string, packet: PacketArtifact): StepWords {
  const message = messageOf(packet);
  const wanted = message?.type === "ClientHalf" ? message : null;
  return {
    title: t`${who} sends a half, and asks for ${wanted?.serverName ?? t`the server`}`,
    story: isFirst(context, "impostor", ({ type }) => type === "writes")
      ? t`The half is public and harmless by itself. The name is readable too: whoever carries this knows whom it is for.`
      : t`As before: a half, harmless by itself, and a name that all who carry it can read.`,
    protocol: t`\`ClientHalf { server_name, group: ${wanted?.group ?? t`unknown`}, key_share }\`: what TLS 1.3’s ClientHello says (RFC 8446 §4.1.2, RFC 6066 §3).`,
    tick: t`sends a half`,
  };
}

function serverHalf(who: string, packet: PacketArtifact): StepWords {
  const message = messageOf(packet);
  const answer = message?.type === "ServerHalf" ? message : null;
  const certificates = answer?.certificates.length ?? 0;
  const asks = answer?.certificateRequest ?? false;
  if (certificates === 0) {
    return {
      title: t`${who} answers with a half`,
      story: t`Whoever has one half’s secret and the other half can now work out the key. The halves alone are not enough.`,
      protocol: t`\`ServerHalf { group, key_share, … }\`: what TLS 1.3’s ServerHello says (RFC 8446 §4.1.3). \`certificate_list\` and \`signature\` are empty.`,
      tick: t`answers with a half`,
    };
  }
  return {
    title: t`${who} answers: a half, a certificate, a signature${asks ? t`, and a question` : ""}`,
    story: asks
      ? t`The signature is to show that this half comes from whoever has the certificate’s key. And the question is: who are *you*?`
      : t`The signature is to show that this half comes from whoever has the certificate’s key. It can be checked; all of it is public.`,
    protocol: t`\`ServerHalf { group, key_share, certificate_list (${certificates}), certificate_request: ${asks ? "yes" : "no"}, signature }\`: TLS 1.3’s ServerHello to CertificateVerify (RFC 8446 §4.1.3 to §4.4.3).`,
    tick: t`answers, signed`,
  };
}

export function sealed(context: StepContext, event: Of<"seals">): StepWords {
  const who = whoActs(context);
  const packet = packetOf(context.recording, event.packet);
  const key = keyName(context.recording, event.key);
  const said = event.text === null ? thing(packet) : inQuotes(event.text);
  if (packet.seal.as === "aqua") {
    const inside = event.text === null ? t`the new key` : said;
    return {
      title: t`${who} locks ${inside} with Bob’s public key`,
      story: t`From here on even ${who} cannot open it again: only the private key can, and that one is on Bob’s desk.`,
      protocol: t`RSA-OAEP with SHA-256 (RFC 8017 §7.1) to key \`${key}\`: ${sizeOf(packet)} bytes.`,
      tick: event.text === null ? t`locks the key` : t`locks the letter`,
    };
  }
  if (packet.changedFrom !== null) {
    const before = textIn(context, packet.changedFrom);
    if (before !== null && before !== event.text) {
      return {
        title: t`${who} seals other words: ${said} under key ${key}`,
        story: t`It came to her as “${before}”. Whoever has the key can seal what she likes.`,
        protocol: t`AES-256-GCM under \`${key}\` with a fresh nonce: the tag fits, because the key is the right one.`,
        tick: t`seals other words`,
      };
    }
    return {
      title: t`${who} seals ${said} again, under key ${key}`,
      story: t`A new envelope under the other key. From outside it looks like any other; whose words are in it nobody can see.`,
      protocol: t`AES-256-GCM under \`${key}\` with a fresh nonce.`,
      tick: t`seals it again`,
    };
  }
  return {
    title: t`${who} seals ${said} under key ${key}`,
    story: isFirst(context, "agreement", ({ type }) => type === "seals")
      ? t`Closed with the shared key: whoever lacks it sees bytes, and a single changed bit will be noticed.`
      : t`As before: whoever lacks the key sees bytes, and any change will be noticed.`,
    protocol: t`AES-256-GCM (RFC 5116): ${sizeOf(packet)} bytes with a 12-byte nonce and a 16-byte tag.`,
    tick: t`seals it`,
  };
}

/** What was written, sealed or opened in a packet; null where nobody in this run has said it. */
function textIn({ recording, index }: StepContext, packet: PacketId): string | null {
  const events = recording.steps.slice(0, index).map(({ event }) => event);
  const known = events.find((e) => "packet" in e && e.packet === packet && "text" in e && e.text !== null);
  return known !== undefined && "text" in known ? known.text : null;
}

/** A change to what she who makes it cannot read. */
export function spoiled(context: StepContext, event: Of<"changes">): StepWords {
  const who = whoActs(context);
  if (event.what === "half") {
    return {
      title: t`${who} changes Bob’s half on the way`,
      story: t`One bit of the public half is different now. The certificate is untouched, and so is the signature under both.`,
      protocol: t`The first byte of \`key_share\` is changed; \`signature\` still covers the old one.`,
      tick: t`changes the half`,
    };
  }
  return {
    title: t`${who} flips one bit of ${thing(packetOf(context.recording, event.packet))}`,
    story: t`She can’t read it, but she can spoil it. Whether anybody notices is another question.`,
    protocol: t`The lowest bit of the ciphertext’s first byte is turned over; the tag is left as it was.`,
    tick: t`flips a bit`,
  };
}
