import { t } from "../../../language/t.ts";
import type { PacketArtifact } from "../../../sim/recording.ts";
import { messageIn } from "../../../sim/tls/inside.ts";
import { find } from "../../../tls/extensions/find.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { whoActs } from "../names.ts";
import {
  alertOf,
  fieldsIn,
  isEmptyCertificate,
  nameAsked,
  offersPsk,
  recordWords,
  saysGoodbyeBefore,
  stateWords,
} from "./facts.ts";

type Said = Readonly<{ title: string; story: string; section: string; tick: string }>;

/** Somebody puts a message of TLS on the wire, open or sealed. */
export function sent(context: StepContext, packet: PacketArtifact, text: string | null): StepWords {
  const who = whoActs(context);
  const { title, story, section, tick } = saidOf(context, who, packet, text);
  const fields = packet.message.includes(",") ? "" : fieldsIn(context.recording, packet);
  const protocol = [section, fields, recordWords(packet)].filter((part) => part !== "").join(" ");
  return { title, story, protocol: `${protocol}${stateWords(context)}`, tick };
}

function saidOf(context: StepContext, who: string, packet: PacketArtifact, text: string | null): Said {
  switch (packet.message) {
    case "ClientHello":
      return clientHello(context, who, packet);
    case "HelloRetryRequest":
      return retryRequest(context, who, packet);
    case "NewSessionTicket":
      return ticket(who);
    case "EndOfEarlyData":
      return endOfEarlyData(who);
    case "ServerHello":
      return {
        title: t`${who} answers with ServerHello and a half`,
        story: t`The choices are made: this cipher, this kind of half, and here is mine. It is the last message that anybody on the way can read.`,
        section: "`ServerHello` (RFC 8446 §4.1.3).",
        tick: t`ServerHello`,
      };
    case "EncryptedExtensions":
      return {
        title: t`${who} seals EncryptedExtensions`,
        story: t`From this message on, everything travels sealed, in what TLS calls records. This one is for whatever else the two must settle in private${isEmptyMessage(context, packet) ? t`: here nothing, and it comes all the same` : ""}.`,
        section: t`\`EncryptedExtensions\` (RFC 8446 §4.3.1): the first message under the server’s handshake key.`,
        tick: t`EncryptedExtensions`,
      };
    case "CertificateRequest":
      return {
        title: t`${who} asks: who are you?`,
        story:
          packet.author === "mallory"
            ? t`Bob asks his callers, so Mallory asks, too. It costs nothing to ask.`
            : t`The question that makes TLS *mutual*. It says which kinds of signature will do.`,
        section: "`CertificateRequest` (RFC 8446 §4.3.2).",
        tick: t`CertificateRequest`,
      };
    case "Certificate":
      return certificate(context, who, packet);
    case "CertificateVerify":
      return {
        title: t`${who} seals CertificateVerify: the signature`,
        story: t`The signature goes out sealed like the certificate before it. Whoever opens both can check the one with the public key in the other.`,
        section: "`CertificateVerify` (RFC 8446 §4.4.3).",
        tick: t`CertificateVerify`,
      };
    case "Finished":
      return {
        title: t`${who} seals Finished`,
        story:
          packet.label === "clientFinished"
            ? t`The same kind of checksum, from the client’s side, over all that was said up to here. With it the client’s part is done, and the client may speak.`
            : t`A checksum over everything that was said, which only a holder of the handshake keys can make. Had one bit been changed on the way, the two would have different sums.`,
        section: t`\`Finished\` (RFC 8446 §4.4.4): HMAC over the transcript hash.`,
        tick: t`Finished`,
      };
    case "ApplicationData":
      return data(context, who, packet, text);
    case "Alert":
      return alert(context, who, packet);
    default:
      if (packet.label === "flight") return flight(who, packet);
      return {
        title: t`What ${who} had sent already is still on its way`,
        story: t`It left in one go, before anything could come back: ${packet.message}. Nobody will read it any more.`,
        section: t`\`${packet.message.replaceAll(", ", "`, `")}\`, in one packet.`,
        tick: t`the rest, too late`,
      };
  }
}

function clientHello({ recording }: StepContext, who: string, packet: PacketArtifact): Said {
  const name = nameAsked(recording, packet);
  if (packet.label === "secondClientHello") {
    return {
      title: t`${who} says ClientHello once more`,
      story: t`The same hello, with the same random number. Only what was asked for may be changed: anything else would be refused.`,
      section: t`The second \`ClientHello\` (RFC 8446 §4.1.2).`,
      tick: t`ClientHello again`,
    };
  }
  if (offersPsk(recording, packet)) {
    return {
      title: t`${who} says ClientHello, and shows the ticket`,
      story: t`“We have talked before: here is your ticket.” A checksum over this hello, made with the secret that was kept, shows that it is no mere copy of a ticket. A fresh half is in it all the same.`,
      section: t`\`ClientHello\` with \`pre_shared_key\` (RFC 8446 §4.2.11): the ticket, its age in disguise, and a binder.`,
      tick: t`ClientHello, ticket`,
    };
  }
  return {
    title: t`${who} says ClientHello${name === null ? "" : t`, and asks for ${name}`}`,
    story: t`“This is what I can do, here is my half of a key, and I want ${name ?? t`to talk`}.” No key is there yet, so all of it lies open. The name, too.`,
    section: t`\`ClientHello\` (RFC 8446 §4.1.2), with \`server_name\` (RFC 6066 §3) and \`key_share\` (§4.2.8).`,
    tick: t`ClientHello`,
  };
}

function flight(who: string, packet: PacketArtifact): Said {
  const messages = packet.message.split(", ");
  const withCertificate = messages.includes("Certificate");
  return {
    title: t`${who} seals the rest of the handshake`,
    story: withCertificate
      ? t`In one go, which TLS calls a *flight*, and all of it sealed: what else there is to settle, the certificate, the signature, and a checksum over all that was said. The scene \`tls13\` tells them one by one.`
      : t`One *flight* again: what else there is to settle, and a checksum over all that was said. No certificate and no signature: who it is, the secret that was kept has to show.`,
    section: t`\`${messages.join("`, `")}\` (RFC 8446 §4.3, §4.4), a record each.`,
    tick: t`the rest of it`,
  };
}

function ticket(who: string): Said {
  return {
    title: t`${who} seals a ticket for another time`,
    story: t`A name for the secret that is kept, how long it is good, and a number to tell several tickets apart. The secret itself is not in it.`,
    section: t`\`NewSessionTicket\` (RFC 8446 §4.6.1), under the application keys.`,
    tick: t`NewSessionTicket`,
  };
}

function endOfEarlyData(who: string): Said {
  return {
    title: t`${who} says that the early data is complete`,
    story: t`A message of four bytes, the last under the early key: what comes next is under the keys of the handshake.`,
    section: "`EndOfEarlyData` (RFC 8446 §4.5).",
    tick: t`EndOfEarlyData`,
  };
}

function retryRequest({ recording }: StepContext, who: string, packet: PacketArtifact): Said {
  const message = messageIn(recording, packet);
  const extensions = message?.type === "server_hello" ? message.extensions : [];
  const wantsHalf = find(extensions, "key_share_retry") !== null;
  const wantsCookie = find(extensions, "cookie") !== null;
  return {
    title: wantsHalf ? t`${who} asks for another hello, with another half` : t`${who} asks for another hello`,
    story: [
      wantsHalf
        ? t`“Not with that half. But you said that you can do this one, too: send me a half of it.”`
        : t`“Say that again, and bring this back to me.”`,
      ...(wantsCookie
        ? [t`With it comes a number, a cookie: only who really receives at this address can bring it back.`]
        : []),
      t`There is no key yet, so it lies open.`,
    ].join(" "),
    section: t`\`HelloRetryRequest\` (RFC 8446 §4.1.4): a ServerHello with a fixed random that says so. In the transcript the first hello gives way to its hash, as the message \`message_hash\` (§4.4.1).`,
    tick: t`HelloRetryRequest`,
  };
}

function certificate({ recording }: StepContext, who: string, packet: PacketArtifact): Said {
  if (isEmptyCertificate(recording, packet) && packet.label === "serverCertificate") {
    return {
      title: t`${who} has no certificate to show`,
      story: t`A client may answer so, a server may not: whoever is called has to say who it is.`,
      section: t`\`Certificate\` with an empty list, which a server must not send (RFC 8446 §4.4.2.4).`,
      tick: t`Certificate, empty`,
    };
  }
  if (isEmptyCertificate(recording, packet)) {
    return {
      title: t`${who} answers with no certificate`,
      story: t`“I have none.” That is a permitted answer, and it is given by an empty list. No signature follows.`,
      section: t`\`Certificate\` with an empty list (RFC 8446 §4.4.2).`,
      tick: t`Certificate, empty`,
    };
  }
  return {
    title: t`${who} seals a certificate`,
    story:
      packet.label === "clientCertificate"
        ? t`The name of whoever calls stands in it. So it travels sealed: on the way nobody can read who that is, or claims to be.`
        : packet.author === "mallory"
          ? t`It travels sealed, as Bob’s would. The seal keeps it from others on the way; whether it is true, no seal can say.`
          : t`It is as public as ever: anybody may ask for it. But in TLS 1.3 it travels sealed, so that the routers do not see who shows which.`,
    section: "`Certificate` (RFC 8446 §4.4.2).",
    tick: t`Certificate`,
  };
}

function data({ event }: StepContext, who: string, packet: PacketArtifact, text: string | null): Said {
  const record = packet.records?.find(({ key }) => key !== null);
  const isFirst = record?.sequence === 0 && packet.label === "request";
  if (record?.epoch === "early") {
    return {
      title: t`${who} seals “${text ?? "…"}”, and does not wait`,
      story: t`It goes out right behind the hello, before Bob has said a word: no round trip is lost. But nothing of Bob’s is in the key, nothing that would be new each time.`,
      section: t`Early data, or 0-RTT (RFC 8446 §2.3): \`application_data\` under the early key.`,
      tick: t`seals the letter, early`,
    };
  }
  return {
    title: t`${who} seals “${text ?? "…"}”`,
    story:
      event.actor === "mallory"
        ? packet.label === "request"
          ? t`On this line Mallory is the client. The key fits, so the record will open; whose words are in it, no key can say.`
          : t`She has this key because she is the other end. A record of hers opens as any other does; whose words are in it, no key can say.`
        : isFirst
          ? t`At last what it is all for. It goes under a key that was made for this direction and this conversation alone.`
          : t`The answer goes under the key of its own direction. Each record has a number, so that no two are ever sealed alike, and none can be played back in this conversation.`,
    section: t`\`application_data\` (RFC 8446 §5.2): the text, one byte that says what it is, and a tag of 16 bytes.`,
    tick: packet.label === "request" ? t`seals the letter` : t`seals the answer`,
  };
}

function isEmptyMessage({ recording }: StepContext, packet: PacketArtifact): boolean {
  const message = messageIn(recording, packet);
  return message?.type === "encrypted_extensions" && message.extensions.length === 0;
}

function alert(context: StepContext, who: string, packet: PacketArtifact): Said {
  const name = alertOf(context.recording, packet) ?? t`an alert`;
  if (name === "close_notify") {
    return {
      title: t`${who} says that nothing more will come`,
      story: saysGoodbyeBefore(context, packet)
        ? t`The same last word, in the other direction: each end closes what it sends, and only that.`
        : t`A last word, sealed like all others. Without it, a cut wire could pass for the end of the conversation.`,
      section: "`close_notify` (RFC 8446 §6.1).",
      tick: "close_notify",
    };
  }
  const isSealed = packet.seal.as !== "paper";
  return {
    title: t`${who} hangs up: ${name}`,
    story: isSealed
      ? t`Two bytes: one says that it is over, the other why. They travel sealed: on the way nobody can read the reason.`
      : t`Two bytes: one says that it is over, the other why. There are no keys yet, so they travel open.`,
    section: t`The fatal alert \`${name}\` (RFC 8446 §6.2).`,
    tick: t`alert`,
  };
}
