import { t } from "../../language/t.ts";
import { artifact, artifacts, nameOf } from "../../sim/lookup.ts";
import type {
  ActorId,
  ConnectionArtifact,
  PacketArtifact,
  Recording,
  SecretArtifact,
  World,
} from "../../sim/recording.ts";
import { SECRET_NAMES } from "../../tls/secretNames.ts";
import { madeSoFar } from "../exists.ts";

/** A secret as it stands in the schedule. */
export type ScheduleRow = Readonly<{
  secret: SecretArtifact;
  /** Who has worked it out by now, and not thrown it away. */
  holders: readonly ActorId[];
  /** The packets with records that its key seals, in order. */
  seals: readonly PacketArtifact[];
}>;

/** The key schedule of one conversation, as far as it has come: RFC 8446 §7.1 from top to bottom. */
export type Schedule = Readonly<{
  /** Whose ends share it. */
  ends: readonly ActorId[];
  /** Which of several connections it is of. */
  connection: number;
  rows: readonly ScheduleRow[];
}>;

/** The schedules after `seen` steps, for each connection one for each pair of ends, since a relay has two. */
export function schedulesOf(recording: Recording, seen: number): readonly Schedule[] {
  const made = madeSoFar(recording, seen);
  const packets = made.filter((a) => a.kind === "packet");
  const groups: { ends: ActorId[]; connection: number; secrets: Set<string>; holders: Map<string, ActorId[]> }[] = [];
  for (const end of endsNow(made.filter((a) => a.kind === "connection"))) {
    if (end.secrets.length === 0) continue;
    const traffic = end.secrets.filter((id) => artifact(recording, "secret", id).key !== null);
    const { connection = 1 } = end;
    let group = groups.find((one) => one.connection === connection && traffic.some((id) => one.secrets.has(id)));
    if (group === undefined) {
      group = { ends: [], connection, secrets: new Set(), holders: new Map() };
      groups.push(group);
    }
    group.ends.push(end.actor);
    for (const id of end.secrets) {
      group.secrets.add(id);
      group.holders.set(id, [...(group.holders.get(id) ?? []), end.actor]);
    }
  }
  const { gone, found } = laterOf(recording, seen);
  return groups.map(({ ends, connection, secrets, holders }) => ({
    ends: [...new Set(ends)],
    connection,
    rows: [...secrets]
      .map((id) => artifact(recording, "secret", id))
      .sort((a, b) => placeOf(a, secrets) - placeOf(b, secrets) || a.generation - b.generation)
      .map((secret) => ({
        secret,
        holders: [...new Set([...(holders.get(secret.id) ?? []), ...holdersIn(found, secret.id)])].filter(
          (actor) => !gone.has(`${actor} ${secret.id}`),
        ),
        seals: secret.key === null ? [] : packets.filter((p) => p.records?.some((r) => r.key === secret.key)),
      })),
  }));
}

/** What became of secrets behind the ends’ connections: who threw which away, and who worked which out from copies. */
function laterOf(recording: Recording, seen: number) {
  const gone = new Set<string>();
  const found: { actor: ActorId; secrets: readonly string[] }[] = [];
  for (const { event } of recording.steps.slice(0, Math.max(seen, 0))) {
    if (event.type === "forgets") for (const secret of event.secrets) gone.add(`${event.actor} ${secret}`);
    if (event.type === "recomputes") found.push({ actor: event.actor, secrets: event.secrets });
  }
  return { gone, found };
}

function holdersIn(
  found: readonly Readonly<{ actor: ActorId; secrets: readonly string[] }>[],
  secret: string,
): readonly ActorId[] {
  return found.filter(({ secrets }) => secrets.includes(secret)).map(({ actor }) => actor);
}

/** From top to bottom as in §7.1; a PSK stands over what is made of it, and under what it was made of. */
function placeOf({ name }: SecretArtifact, all: ReadonlySet<string>): number {
  if (name !== "psk") return SECRET_NAMES.indexOf(name);
  return [...all].some((id) => id.startsWith("secret:binder_key")) ? -1 : SECRET_NAMES.length;
}

/** How each end stands now: the latest of every actor, role and connection. */
function endsNow(connections: readonly ConnectionArtifact[]): readonly ConnectionArtifact[] {
  return [...new Map(connections.map((c) => [`${c.actor} ${c.role} ${c.connection ?? 1}`, c])).values()];
}

/** What a secret is made of, in the words of RFC 8446 §7.1; `rows` is the schedule that it stands in. */
export function madeOf({ name }: SecretArtifact, rows: readonly ScheduleRow[]): string {
  const isResumed = rows.some(({ secret }) => secret.name === "binder_key");
  if (name === "early_secret" && isResumed) return t`HKDF-Extract of 0 and the PSK: only those who kept it can begin.`;
  if (name === "psk" && isResumed)
    return t`What both ends kept with a ticket when they talked before (RFC 8446 §4.6.1).`;
  return MADE_OF[name];
}

const MADE_OF: Readonly<Record<SecretArtifact["name"], string>> = {
  psk: t`HKDF-Expand-Label of resumption_master_secret, “resumption”, and the ticket’s nonce (RFC 8446 §4.6.1).`,
  early_secret: t`HKDF-Extract of 0 and the PSK. There is none here, so of zeros: everybody can work it out.`,
  binder_key: t`Derive-Secret of early_secret with the label of the PSK.`,
  client_early_traffic_secret: t`Derive-Secret of early_secret, “c e traffic”, and the hash of ClientHello.`,
  early_exporter_master_secret: t`Derive-Secret of early_secret, “e exp master”, and the hash of ClientHello.`,
  handshake_secret: t`HKDF-Extract of early_secret (by way of “derived”) and what the two halves give: here the secret comes in.`,
  client_handshake_traffic_secret: t`Derive-Secret of handshake_secret, “c hs traffic”, and the hash of both hellos.`,
  server_handshake_traffic_secret: t`Derive-Secret of handshake_secret, “s hs traffic”, and the hash of both hellos.`,
  master_secret: t`HKDF-Extract of handshake_secret (by way of “derived”) and zeros.`,
  client_application_traffic_secret: t`Derive-Secret of master_secret, “c ap traffic”, and the hash up to the server’s Finished.`,
  server_application_traffic_secret: t`Derive-Secret of master_secret, “s ap traffic”, and the hash up to the server’s Finished.`,
  exporter_master_secret: t`Derive-Secret of master_secret, “exp master”, and the hash up to the server’s Finished.`,
  resumption_master_secret: t`Derive-Secret of master_secret, “res master”, and the hash up to the client’s Finished.`,
};

/** How deep a secret hangs: the three stages on the trunk, everything made of them on a branch. */
export function isStage({ name }: SecretArtifact): boolean {
  return name === "early_secret" || name === "handshake_secret" || name === "master_secret";
}

/** Whether a recording has a key schedule at all. */
export function hasSchedule(recording: Recording): boolean {
  return [...artifacts(recording).values()].some((a) => a.kind === "secret");
}

/** Names of holders, as they are called at this place. */
export function holderNames(recording: Recording, world: World, holders: readonly ActorId[]): string {
  return holders.map((id) => nameOf(recording, world, id)).join(t` and `);
}
