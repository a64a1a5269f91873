import { t } from "../../../language/t.ts";
import { artifact } from "../../../sim/lookup.ts";
import type { PacketArtifact, Recording, SimEvent } from "../../../sim/recording.ts";
import { messageIn } from "../../../sim/tls/inside.ts";
import { CIPHER_SUITES, NAMED_GROUPS, show } from "../../../tls/codepoints.ts";
import { find } from "../../../tls/extensions/find.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { whoActs } from "../names.ts";

type Changes = Extract<SimEvent, { type: "changes" }>;

/** What a ClientHello offers, by name. */
export type Offered = Readonly<{
  groups: readonly string[];
  shares: readonly string[];
  suites: readonly string[];
}>;

/** What people call the groups. */
const CALLED: Readonly<Record<string, string>> = { x25519: "X25519", secp256r1: "P-256", secp384r1: "P-384" };

/** Groups and suites as people call them, in one phrase. */
export function called(names: readonly string[]): string {
  return names.map((name) => CALLED[name] ?? name).join(t` and `);
}

const NOTHING: Offered = { groups: [], shares: [], suites: [] };

/** What stands in a ClientHello to choose from; nothing where the packet holds none. */
export function offeredIn(recording: Recording, packet: PacketArtifact): Offered {
  const message = messageIn(recording, packet);
  if (message?.type !== "client_hello") return NOTHING;
  return {
    groups: (find(message.extensions, "supported_groups")?.groups ?? []).map((code) => show(NAMED_GROUPS, code)),
    shares: (find(message.extensions, "key_share")?.shares ?? []).map(({ group }) => show(NAMED_GROUPS, group)),
    suites: message.cipherSuites.map((code) => show(CIPHER_SUITES, code)),
  };
}

/** What the one offers and the other does not: groups and suites. */
export function takenOut(recording: Recording, before: PacketArtifact, after: PacketArtifact): readonly string[] {
  const [was, is] = [offeredIn(recording, before), offeredIn(recording, after)];
  return [
    ...was.groups.filter((group) => !is.groups.includes(group)),
    ...was.suites.filter((suite) => !is.suites.includes(suite)),
  ];
}

/** Somebody on the way hands on another offer than the client’s. */
export function offerChanged(context: StepContext, event: Changes, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const { recording } = context;
  const before = artifact(recording, "packet", event.from);
  const gone = takenOut(recording, before, packet);
  if (gone.length === 0) {
    return {
      title: t`${who} hands it on as if it were the first hello`,
      story: t`The other end has seen none before. So the dummy record that goes ahead of a second hello has to go; the hello itself is as it was.`,
      protocol: t`A \`change_cipher_spec\` before the first ClientHello would be refused (RFC 8446 §5).`,
      tick: t`as if the first`,
    };
  }
  return {
    title: t`${who} takes something out of the offer`,
    story: wasShareTaken(recording, before, packet)
      ? t`The hello lies open, so she can take out ${called(gone)}, and the half with it. To the other end it looks like a client that can do no better.`
      : t`The hello lies open, so she can take out ${called(gone)}. To the other end it looks like a client that can do no better.`,
    protocol: t`\`supported_groups\` now: ${list(offeredIn(recording, packet).groups)}; \`key_share\`: ${list(offeredIn(recording, packet).shares)} (RFC 8446 §4.2.7, §4.2.8).`,
    tick: t`weakens the offer`,
  };
}

function wasShareTaken(recording: Recording, before: PacketArtifact, after: PacketArtifact): boolean {
  return offeredIn(recording, after).shares.length < offeredIn(recording, before).shares.length;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? t`nothing` : names.map((name) => `\`${name}\``).join(", ");
}
