import { listed, plural, t } from "../../../language/t.ts";
import { artifact, artifacts } from "../../../sim/lookup.ts";
import type { ConnectionArtifact, PacketArtifact, Recording, SimEvent, Step } from "../../../sim/recording.ts";
import { alertIn, messageIn } from "../../../sim/tls/inside.ts";
import { CIPHER_SUITES, EXTENSIONS, NAMED_GROUPS, nameOf, SIGNATURE_SCHEMES, show } from "../../../tls/codepoints.ts";
import { codeOf, find } from "../../../tls/extensions/find.ts";
import type { Extension } from "../../../tls/extensions/types.ts";
import { keysOf } from "../../epochs.ts";
import type { StepContext } from "../../types.ts";

/** The packet of the step at hand; null where it is about none. */
export function packetOf({ recording, event }: StepContext): PacketArtifact | null {
  return "packet" in event ? artifact(recording, "packet", event.packet) : null;
}

/** The name that a ClientHello asks for; null where it names none. */
export function nameAsked(recording: Recording, packet: PacketArtifact): string | null {
  const message = messageIn(recording, packet);
  return message?.type === "client_hello" ? (find(message.extensions, "server_name")?.name ?? null) : null;
}

/** Whether a ClientHello brings a ticket. */
export function offersPsk(recording: Recording, packet: PacketArtifact): boolean {
  const message = messageIn(recording, packet);
  return message?.type === "client_hello" && find(message.extensions, "pre_shared_key") !== null;
}

/** Whether somebody sent these bytes once more who had only seen them go by. */
export function isRepeated(recording: Recording, packet: PacketArtifact): boolean {
  return recording.steps.some(({ event }) => event.type === "repeats" && event.packet === packet.id);
}

/** What stands in a message, in the words of the protocol; empty where nobody opened it. */
export function fieldsIn(recording: Recording, packet: PacketArtifact): string {
  const message = messageIn(recording, packet);
  switch (message?.type) {
    case "client_hello": {
      const suites = message.cipherSuites.map((code) => show(CIPHER_SUITES, code).replace(/^TLS_/, "")).join(", ");
      return t`Cipher suites: ${suites}. Extensions: ${extensionNames(message.extensions)}.`;
    }
    case "server_hello": {
      if (message.retry) return retryFields(message.extensions);
      const [share] = find(message.extensions, "key_share")?.shares ?? [];
      const group = share === undefined ? t`no share` : show(NAMED_GROUPS, share.group);
      return t`It picks \`${show(CIPHER_SUITES, message.cipherSuite)}\` and a \`key_share\` of ${group}${find(message.extensions, "pre_shared_key_selected") === null ? "" : t`, and takes the PSK`}.`;
    }
    case "encrypted_extensions":
      return message.extensions.length === 0
        ? t`Nothing in it today: two bytes say so.`
        : t`Extensions: ${extensionNames(message.extensions)}.`;
    case "certificate_request":
      return t`Extensions: ${extensionNames(message.extensions)}.`;
    case "certificate": {
      const sizes = message.entries.map((entry) => entry.data.length);
      if (sizes.length === 0) return t`\`certificate_list\` is empty.`;
      const stapled = message.entries.flatMap(({ extensions }) => find(extensions, "certificate_status") ?? []);
      const staple = stapled.map(
        ({ response }) => t` Stapled: an OCSP response of ${response.length} bytes (§4.4.2.1).`,
      );
      return `${t`\`certificate_list\` with ${plural(sizes.length, { one: "one certificate", other: "# certificates" })}: ${listed(sizes.map(String))} bytes.`}${staple.join("")}`;
    }
    case "certificate_verify":
      return t`Algorithm \`${show(SIGNATURE_SCHEMES, message.scheme)}\`, a signature of ${message.signature.length} bytes.`;
    case "new_session_ticket":
      return t`A ticket of ${message.ticket.length} bytes, good for ${message.lifetime} seconds.${message.extensions.length === 0 ? "" : t` Extensions: ${extensionNames(message.extensions)}.`}`;
    case "finished":
      return t`\`verify_data\` of ${message.verifyData.length} bytes.`;
    default:
      return "";
  }
}

function retryFields(extensions: readonly Extension[]): string {
  const group = find(extensions, "key_share_retry")?.group;
  const wanted = group === undefined ? t`no other group` : t`a share of \`${show(NAMED_GROUPS, group)}\``;
  const cookie = find(extensions, "cookie")?.cookie;
  return t`It asks for ${wanted}${cookie === undefined ? "" : t`, and for a \`cookie\` of ${cookie.length} bytes to be brought back`}.`;
}

function extensionNames(extensions: readonly Extension[]): string {
  return extensions
    .map((extension) => `\`${nameOf(EXTENSIONS, codeOf(extension)) ?? show(EXTENSIONS, codeOf(extension))}\``)
    .join(", ");
}

/** Whether a Certificate message holds no certificate at all. */
export function isEmptyCertificate(recording: Recording, packet: PacketArtifact): boolean {
  const message = messageIn(recording, packet);
  return message?.type === "certificate" && message.entries.length === 0;
}

/** How many certificates a Certificate message holds; none where it is another message. */
export function certificatesIn(recording: Recording, packet: PacketArtifact): number {
  const message = messageIn(recording, packet);
  return message?.type === "certificate" ? message.entries.length : 0;
}

/** The alert that a packet carries; null where it carries none. */
export function alertOf(recording: Recording, packet: PacketArtifact): string | null {
  return packet.message === "Alert" ? alertIn(recording, packet) : null;
}

/** Whether a packet is the one of that id, or made of it by a change on the way. */
export function isPartOf(packet: PacketArtifact, id: string): boolean {
  return packet.id === id || packet.changedFrom === id;
}

/** Whether an end has said goodbye (close_notify) to the sender of this packet before it was sent. */
export function saysGoodbyeBefore({ recording, index }: StepContext, packet: PacketArtifact): boolean {
  return recording.steps.slice(0, index - 1).some(({ event }) => {
    if (event.type !== "opens" || event.actor !== packet.author) return false;
    const opened = artifact(recording, "packet", event.packet);
    if (opened.connection !== packet.connection) return false;
    // Mallory has two lines: a goodbye on the one is none on the other.
    const sameLine = packet.author !== "mallory" || opened.author === packet.to;
    return sameLine && opened.author !== packet.author && alertOf(recording, opened) === "close_notify";
  });
}

/** How the records of a packet are protected, in the words of the protocol. */
export function recordWords(packet: PacketArtifact): string {
  const records = packet.records ?? [];
  const [sealed] = records.filter((record) => record.key !== null);
  const dummies =
    records.length > 1 && records.some((record) => record.end - record.start === 6 && record.key === null);
  const dummy = dummies
    ? t` With it goes a \`change_cipher_spec\` that means nothing and soothes old middleboxes (§D.4).`
    : "";
  if (sealed === undefined) return t`An unprotected record (§5.1).${dummy}`;
  return t`A protected record under the ${keysOf(sealed.epoch)} (§5.2), number ${sealed.sequence}.${dummy}`;
}

/** How an actor's connection stands after the step: the latest that is noted of it. */
export function standing({ recording, index }: StepContext, actor: string): ConnectionArtifact | null {
  const made = recording.steps.slice(0, index).flatMap((step) => step.made);
  const own = made.filter((a): a is ConnectionArtifact => a.kind === "connection" && a.actor === actor);
  return own.at(-1) ?? null;
}

/** The state after the step, as a sentence of the protocol's; empty where there is none. */
export function stateWords(context: StepContext): string {
  const now = standing(context, context.event.actor);
  return now === null || now.failure !== null ? "" : t` State: \`${now.state}\` (§A).`;
}

/** Whether somebody had hung up before the step. */
export function hadHungUp({ recording, index }: StepContext, actor: string): boolean {
  const made = recording.steps.slice(0, index - 1).flatMap((step) => step.made);
  return made.some((a) => a.kind === "connection" && a.actor === actor && a.failure !== null);
}

/** Which of several connections a step works on, as far as it tells. */
export function connectionIn({ made }: Step): number {
  const end = made.find((a) => a.kind === "connection");
  return end?.kind === "connection" ? (end.connection ?? 1) : 1;
}

/** Whether a step is of a connection, or may be: where nothing tells, it is taken for one of them. */
export function isOfConnection(step: Step, connection: number): boolean {
  return step.event.type !== "schedules" || connectionIn(step) === connection;
}

/** Whether in this act somebody on the way had a hand in the hellos, which lie open. */
export function isMeddling(recording: Recording, event: SimEvent): boolean {
  if (event.type === "changes") return event.what === "half" || event.what === "offer";
  return (
    event.type === "writes" &&
    event.actor === "mallory" &&
    artifact(recording, "packet", event.packet).message === RETRY
  );
}

const RETRY = "HelloRetryRequest";

/** The transcript hashes from which the ends made their handshake keys, cut short; the latest of each. */
export function transcriptsOf(recording: Recording): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { event } of recording.steps) {
    if (event.type !== "schedules" || event.epoch !== "handshake") continue;
    const hash = hashIn(recording, event.secrets);
    if (hash !== null) found.set(event.actor, hash);
  }
  return found;
}

/** The transcript hash that a secret of the step was made with, cut short; null where there is none. */
export function hashIn(recording: Recording, secrets: readonly string[]): string | null {
  for (const id of secrets) {
    const made = artifacts(recording).get(id);
    if (made?.kind === "secret" && made.transcriptHash !== null) return `${made.transcriptHash.slice(0, 8)}…`;
  }
  return null;
}
