import { isHttp } from "../../http/plain.ts";
import { plural, t } from "../../language/t.ts";
import { httpIn } from "../../sim/issuance/httpPackets.ts";
import { nameOf } from "../../sim/lookup.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { packetOf } from "../phrases/tls/facts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { lookingFor, type Of } from "./facts.ts";

/** The words of what happens with the plain HTTP of a look; null for all else. */
export function aboutLook(context: StepContext): StepWords | null {
  const { event } = context;
  const packet = packetOf(context);
  if (packet === null || !isHttp(packet.message)) return null;
  switch (event.type) {
    case "writes":
      return packet.message === "HttpRequest" ? asked(context) : answered(packet);
    case "travels":
      return packet.message === "HttpRequest" ? askedOnItsWay(context, event, packet) : answerOnItsWay(event, packet);
    case "reads":
      return {
        title: t`Mallory reads what is asked for: her own token`,
        story: t`Plain http, open to whoever carries it. It is meant for Bob’s machine. She has the answer, and she is nearer.`,
        protocol: t`The token is the last part of \`request-target\`; nothing in HTTP/1.1 protects it (RFC 9112).`,
        tick: t`reads along`,
      };
    default:
      return null;
  }
}

function asked(context: StepContext): StepWords {
  const { applicant, looks } = lookingFor(context);
  const whose = applicant === "bob" ? t`Bob’s` : t`Mallory’s`;
  return looks > 1
    ? {
        title: t`The authority looks a second time, from another place`,
        story: t`The same question for ${whose} token, asked by another computer of the authority’s, in another part of the net. Whoever would fool both must stand on both ways.`,
        protocol: t`Multi-perspective corroboration: another place must see the same token (CA/Browser Forum Baseline Requirements §3.2.2.9).`,
        tick: t`looks again`,
      }
    : {
        title: t`The authority goes and looks for ${whose} token`,
        story: t`It asks bob.example, as any visitor would, in plain http. It can’t ask for https: the certificate for that is only now being asked for.`,
        protocol: t`\`GET /.well-known/acme-challenge/…\` over HTTP, port 80 (RFC 8555 §8.3).`,
        tick: t`goes and looks`,
      };
}

function answered(packet: PacketArtifact): StepWords {
  const message = httpIn(packet);
  const isThere = message?.type === "HttpResponse" && message.status === 200;
  if (packet.author === "mallory") {
    return {
      title: t`Mallory answers in Bob’s place`,
      story: t`She writes down just what the authority hopes to find, and Bob’s address as the sender. Bob never hears that somebody asked.`,
      protocol: t`\`200 OK\` with the right key authorization (RFC 8555 §8.1). Nothing in the answer shows who gave it.`,
      tick: t`answers as Bob`,
    };
  }
  return isThere
    ? {
        title: t`Bob’s machine gives out what was put up there`,
        story: t`A file, like any other page of his. He need not even be at home.`,
        protocol: t`\`200 OK\`; the content is the token, a dot and the thumbprint of his account’s key (RFC 8555 §8.1).`,
        tick: t`it is there`,
      }
    : {
        title: t`Bob’s machine has never heard of this token`,
        story: t`He did not ask for a certificate with it, and put up nothing of that name. So there is nothing to be found.`,
        protocol: t`\`404 Not Found\` (RFC 9110 §15.5.5).`,
        tick: t`not found`,
      };
}

function askedOnItsWay(context: StepContext, event: Of<"travels">, packet: PacketArtifact): StepWords {
  const last = event.path.at(-1) ?? packet.to;
  const to = nameOf(context.recording, context.after, last);
  const { applicant, looks } = lookingFor(context);
  const elsewhere = looks > 1 && !event.path.includes("mallory");
  return {
    title: elsewhere ? t`By another way, the question reaches Bob` : t`The question reaches ${to}`,
    story: elsewhere
      ? t`This way joins the wire behind Mallory’s router. She does not see it pass.`
      : last !== packet.to
        ? t`It has to pass the router that Mallory runs. It lies open, and nobody at Bob’s has seen it yet.`
        : applicant === "bob"
          ? t`It goes over the same routers as everything that Alice sends, and lies open all the way. There is no secret in it.`
          : t`It came through unhindered. What it asks for is Mallory’s token; whom it asks is Bob.`,
    protocol: wireWords(event, packet),
    tick: t`to ${to}`,
  };
}

function answerOnItsWay(event: Of<"travels">, packet: PacketArtifact): StepWords {
  return {
    title: t`The answer reaches the authority`,
    story:
      packet.author === "mallory"
        ? t`It looks like any answer of Bob’s, and it comes from where his answers come from.`
        : t`As open as the question was.`,
    protocol: wireWords(event, packet),
    tick: t`to the authority`,
  };
}

function wireWords({ path }: Of<"travels">, packet: PacketArtifact): string {
  const hops = path.length - 1;
  return t`${packet.bytes.length / 2} bytes of HTTP/1.1 (RFC 9112), over ${plural(hops, { one: "one hop", other: "# hops" })}, unprotected.`;
}
