import { t } from "../../../language/t.ts";
import { artifact } from "../../../sim/lookup.ts";
import type { ActorId, PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { whoActs } from "../names.ts";
import { standing } from "./facts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** Nothing more comes, and the other end has not said that it was done. */
export function leftAlone(context: StepContext): StepWords {
  const who = whoActs(context);
  const isConnected = (standing(context, context.event.actor)?.negotiated ?? null) !== null;
  return {
    title: t`${who} notices that the line is dead`,
    story: isConnected
      ? t`No goodbye has come. So what was heard may not be all that was said: anybody on the way can cut a wire. Had it been the end, a \`close_notify\` would have said so, and nobody can forge one.`
      : t`The handshake is not over, and nothing more comes. From a cut wire this can’t be told apart, nor from an end that has gone.`,
    protocol: t`The transport ended without \`close_notify\`: what came may be cut short (RFC 8446 §6.1). No alert is sent, for there is nobody to hear it.`,
    tick: t`the line is dead`,
  };
}

const MISREAD: Readonly<Record<string, string>> = {
  "no-common-parameter": t`Of what it offers, nothing will do here: something that both ends need, they do not have in common.`,
  "no-application-protocol": t`Both ends name the protocols that they would speak inside, and they have none in common.`,
  "no-common-version": t`It offers no version of TLS that is spoken here.`,
  "illegal-parameter": t`Something in it can’t be. Whether it was made wrongly or changed on the way, nobody can tell from it.`,
  malformed: t`It is not what such a message has to be. Somebody made it wrongly, or changed it on the way.`,
};

/** A message that lies open comes to the end for which it is meant, which can't go on with it. */
export function misread(context: StepContext, event: Of<"reads">, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const failure = standing(context, event.actor)?.failure ?? null;
  return {
    title: t`${who} reads ${packet.message}, and can’t go on`,
    story: MISREAD[failure?.code ?? ""] ?? t`It is not what has to come here, so this end will not go on.`,
    protocol: t`Refused${failure?.alert == null ? "" : t`, with the alert \`${failure.alert}\``} (${failure?.section ?? "RFC 8446 §6.2"}).`,
    tick: t`can’t go on`,
  };
}

/** Whether a sealed record that was sent to somebody before this step has been swallowed on the way. */
export function missesSomething({ recording, index }: StepContext, actor: ActorId): boolean {
  return recording.steps.slice(0, index).some(({ event }) => {
    if (event.type !== "swallows" || event.actor === actor) return false;
    const packet = artifact(recording, "packet", event.packet);
    return packet.to === actor && packet.seal.as !== "paper";
  });
}
