import type { Contents } from "./props.ts";
import {
  type ActorId,
  type ActorState,
  type Artifact,
  type ArtifactId,
  type CertificateId,
  type Channel,
  type HeldKey,
  type KeyId,
  type Knowledge,
  type PacketId,
  type SimEvent,
  STRATEGIES,
  type Strategy,
  type World,
} from "./recording.ts";

/** What the world's rules need to know about the things that events name. */
export type Lookup = Readonly<{
  artifact: (id: ArtifactId) => Artifact | undefined;
  shown: (packet: PacketId) => Contents;
  /** What an actor is called. */
  nameOf: (actor: ActorId) => string;
}>;

/** Somebody who has just come on: nothing on the desk. */
export const EMPTY_STATE: ActorState = {
  online: true,
  strategy: "off",
  keys: [],
  certificates: [],
  seenCertificates: [],
  trust: [],
  copies: [],
  knows: [],
  channels: [],
  deeds: [],
};

/** The world after an event: who now holds, knows and trusts what. Pure. */
export function applyEvent(world: World, event: SimEvent, lookup: Lookup): World {
  switch (event.type) {
    case "writes":
    case "seals":
      return puts(world, event.actor, event.packet, event.type === "writes", event.text, lookup);
    case "travels":
      return event.path.reduce((w, at) => passes(w, at, event.packet, lookup), world);
    case "reads":
      return opensUp(world, event.actor, event.packet, event.text, null, "in the clear");
    case "opens":
      return opens(world, event, lookup);
    case "changes":
    case "repeats":
      return passes(
        { ...world, packet: { id: event.packet, at: event.actor, open: false } },
        event.actor,
        event.packet,
        lookup,
      );
    case "infers": {
      const { actor, packet, text } = event;
      return change(world, actor, (s) =>
        learn({ ...s, copies: add(s.copies, packet) }, { text, how: "inferred", packet, key: null }),
      );
    }
    case "swallows":
      return { ...world, packet: null };
    case "derives":
      return change(world, event.actor, (s) =>
        openChannel(
          hold(s, [{ key: event.key, part: "secret", how: "agreed" }]),
          event.key,
          event.believes,
          event.verified,
        ),
      );
    case "schedules":
      return schedules(world, event);
    case "gives-up":
      return { ...change(world, event.actor, closeChannels), packet: null };
    case "ends":
      return { ...world, packet: null };
    default:
      return applyBeside(world, event, lookup);
  }
}

type Beside = Exclude<
  SimEvent,
  Readonly<{
    type:
      | "writes"
      | "seals"
      | "travels"
      | "reads"
      | "opens"
      | "changes"
      | "repeats"
      | "infers"
      | "swallows"
      | "derives"
      | "schedules"
      | "gives-up"
      | "ends";
  }>
>;

/** The same for what happens beside the wire: on desks, between authorities and their clients, and as time goes by. */
function applyBeside(world: World, event: Beside, lookup: Lookup): World {
  switch (event.type) {
    case "makes":
      return change(world, event.actor, (s) => makes(s, event, lookup));
    case "issues":
      return change(world, event.to, (s) => ({ ...s, certificates: add(s.certificates, event.certificate) }));
    case "waits":
      return { ...forgotten(world, lookup), time: event.until };
    case "reports":
    case "fetches":
      return change(world, event.type === "reports" ? event.authority : event.from, (s) => ({ ...s, online: true }));
    case "leaves":
      return { ...change(world, event.actor, (s) => ({ ...s, online: false })), packet: null };
    case "steals":
      return change(world, event.actor, (s) => ({
        ...hold(s, [{ key: event.key, part: "private", how: "stolen" }]),
        // Whoever steals is no honest router any more, whatever she did before.
        strategy: s.strategy === "off" ? "eavesdrop" : s.strategy,
      }));
    case "forgets":
      return forgets(world, event);
    case "assumes":
    case "recomputes":
      return change(world, event.actor, (s) => hold(s, foundLater(event)));
    case "keeps":
      return change(world, event.actor, (s) => hold(s, [{ key: event.key, part: "secret", how: "agreed" }]));
    case "checks":
      return vouches(world, event.actor, event.verdict, lookup);
    case "acts":
      return change(world, event.actor, (s) => ({ ...s, deeds: [...s.deeds, event.text] }));
    case "turns":
      return turns(world, event.actor, event.switch, event.value);
    case "asksFor":
    case "revokes":
    case "withholds":
    case "challenges":
    case "examines":
    case "signs":
    case "fails":
      return world;
  }
}

/** The world when a conversation is over: channels are closed, and the keys that it alone had are thrown away. */
export function afterwards(
  world: World,
  isGone: (held: HeldKey, state: ActorState) => boolean = ({ part }) => part === "secret",
): World {
  return Object.keys(world.actors).reduce<World>(
    (w, actor) => change(w, actor, (s) => ({ ...s, channels: [], keys: s.keys.filter((k) => !isGone(k, s)) })),
    { ...world, packet: null },
  );
}

/** Those who talked throw away what was made for it; others may keep what they have seen, and all what is for later. */
function forgotten(world: World, lookup: Lookup): World {
  return afterwards(world, ({ key }, { channels }) => {
    const made = lookup.artifact(key);
    return channels.length > 0 && made?.kind === "key" && /^(channel|agreement)$/.test(made.use);
  });
}

/** The world with a trust anchor put into somebody's trust store, or taken out. */
export function trusting(world: World, actor: ActorId, certificate: CertificateId, trusted: boolean): World {
  return change(world, actor, (s) => {
    const others = s.trust.filter((c) => c !== certificate);
    return { ...s, trust: trusted ? [...others, certificate] : others };
  });
}

/** The world with one actor's state changed. */
export function change(world: World, actor: ActorId, how: (state: ActorState) => ActorState): World {
  const state = world.actors[actor];
  if (state === undefined) throw new RangeError(`nobody called ${actor} in the world`);
  return { ...world, actors: { ...world.actors, [actor]: how(state) } };
}

/** A strategy's name as the world's rules know it; anything else counts as off. */
export function strategyNamed(value: string): Strategy {
  return STRATEGIES.find((one) => one === value) ?? "off";
}

function makes(state: ActorState, event: SimEvent & { type: "makes" }, lookup: Lookup): ActorState {
  const { keys, certificate, what } = event;
  if (what === "request") return state;
  // Taking out a certificate makes no key: one that was not on the desk before was somebody else's.
  const how = certificate === null ? "made" : "stolen";
  const held = keys.map((key): HeldKey => ({ key, part: isShared(key, lookup) ? "secret" : "private", how }));
  const withKeys = hold(state, held);
  if (certificate === null) return withKeys;
  return what === "copy"
    ? { ...withKeys, seenCertificates: add(withKeys.seenCertificates, certificate) }
    : { ...withKeys, certificates: add(withKeys.certificates, certificate) };
}

function puts(
  world: World,
  actor: ActorId,
  packet: PacketId,
  open: boolean,
  text: string | null,
  lookup: Lookup,
): World {
  const made = lookup.artifact(packet);
  const sealedWith = made?.kind === "packet" && made.seal.as === "yellow" ? made.seal.key : null;
  const next = { ...world, packet: { id: packet, at: actor, open } };
  // Who says goodbye hears and says nothing more.
  if (made?.kind === "packet" && (made.message === "Goodbye" || made.message === "Alert"))
    return change(next, actor, closeChannels);
  return change(next, actor, (s) => {
    const known = text === null ? s : learn(s, { text, how: "wrote", packet, key: sealedWith });
    const talks = sealedWith !== null && s.keys.some((k) => k.key === sealedWith && k.how === "made");
    return talks ? openChannel(known, sealedWith, made?.kind === "packet" ? lookup.nameOf(made.to) : "", null) : known;
  });
}

function passes(world: World, at: ActorId, id: PacketId, lookup: Lookup): World {
  const packet = lookup.artifact(id);
  if (packet?.kind !== "packet") throw new RangeError(`no packet ${id}`);
  const shown = lookup.shown(id);
  const moved = { ...world, packet: { id, at, open: false } };
  return change(moved, at, (state) => {
    const how = packet.to === at ? "received" : "seen";
    const seenKeys = shown.keys.map((key): HeldKey => ({ key, part: "public", how }));
    const seen = hold(
      {
        ...state,
        copies: packet.author === at ? state.copies : add(state.copies, id),
        seenCertificates: shown.certificates.reduce(add, state.seenCertificates),
      },
      seenKeys,
    );
    const overheard = shown.text !== null && packet.to !== at && packet.author !== at;
    return overheard ? learn(seen, { text: shown.text, how: "in the clear", packet: id, key: null }) : seen;
  });
}

function opens(world: World, event: SimEvent & { type: "opens" }, lookup: Lookup): World {
  const { actor, packet, text, gives } = event;
  const key = attemptKey(event.attempt, lookup);
  const opened = opensUp(world, actor, packet, text, key, "opened");
  if (gives === null) return opened;
  const made = lookup.artifact(packet);
  const own = made?.kind === "packet" && made.to === actor;
  return change(opened, actor, (s) => {
    const held = hold(s, [{ key: gives, part: "secret", how: own ? "received" : "stolen" }]);
    return own ? openChannel(held, gives, lookup.nameOf(made.from), null) : held;
  });
}

function opensUp(
  world: World,
  actor: ActorId,
  packet: PacketId,
  text: string | null,
  key: KeyId | null,
  how: Knowledge["how"],
): World {
  const next = { ...world, packet: { id: packet, at: actor, open: true } };
  return text === null ? next : change(next, actor, (s) => learn(s, { text, how, packet, key }));
}

/**
 * Keys of a later epoch take the place of the earlier ones with the same peer (RFC 8446 §7.3): once both ends have them,
 * since whoever is first still needs the old ones to hear the other end out.
 */
function schedules(world: World, event: SimEvent & { type: "schedules" }): World {
  const { actor, keys, believes, verified } = event;
  const isShared = Object.entries(world.actors).some(
    ([id, { channels }]) => id !== actor && channels.some((c) => c.open && keys.includes(c.key)),
  );
  const outlived = isShared
    ? (world.actors[actor]?.channels ?? []).filter((c) => c.open && c.believes === believes).map((c) => c.key)
    : [];
  const ids = outlived.length === 0 ? [] : Object.keys(world.actors);
  const closed = ids.reduce((w, id) => change(w, id, (s) => withoutChannels(s, outlived)), world);
  return change(closed, actor, (s) => {
    const held = hold(
      s,
      keys.map((key) => ({ key, part: "secret", how: "agreed" })),
    );
    return keys.reduce<ActorState>((state, key) => openChannel(state, key, believes, verified), held);
  });
}

/** Keys that somebody comes by when the conversation is long over. */
function foundLater(event: SimEvent & { type: "assumes" | "recomputes" }): readonly HeldKey[] {
  if (event.type === "assumes") return [{ key: event.key, part: "private", how: "assumed" }];
  return event.keys.map((key) => ({ key, part: "secret", how: "recomputed" }));
}

function forgets(world: World, { actor, keys }: SimEvent & { type: "forgets" }): World {
  return change({ ...world, packet: null }, actor, (s) => {
    const kept = s.keys.filter(({ key, part }) => part === "public" || !keys.includes(key));
    return { ...withoutChannels(s, keys), keys: kept };
  });
}

function withoutChannels(state: ActorState, keys: readonly KeyId[]): ActorState {
  const isGone = (c: Channel) => c.open && keys.includes(c.key);
  if (!state.channels.some(isGone)) return state;
  return { ...state, channels: state.channels.map((c) => (isGone(c) ? { ...c, open: false } : c)) };
}

function turns(world: World, actor: ActorId, id: string, value: string): World {
  const switched = { ...world, switches: { ...world.switches, [id]: value } };
  return id === "mallory" ? change(switched, actor, (s) => ({ ...s, strategy: strategyNamed(value) })) : switched;
}

/** Who has made a key already and only then accepts the peer knows now with whom it is shared. */
function vouches(world: World, judge: ActorId, id: ArtifactId, lookup: Lookup): World {
  const verdict = lookup.artifact(id);
  if (verdict?.kind !== "verdict" || !verdict.accepted || verdict.signature === "awaited") return world;
  return change(world, judge, (s) => ({
    ...s,
    channels: s.channels.map((c) => (c.open && c.verified === null ? { ...c, verified: id } : c)),
  }));
}

/** Adds keys that are not held yet; holding the private half makes a note of the public one needless. */
function hold(state: ActorState, keys: readonly HeldKey[]): ActorState {
  const fresh = keys.filter(
    ({ key, part }) => !state.keys.some((k) => k.key === key && (k.part === part || k.part === "private")),
  );
  return fresh.length === 0 ? state : { ...state, keys: [...state.keys, ...fresh] };
}

function learn(state: ActorState, known: Knowledge): ActorState {
  const again = state.knows.some((k) => k.packet === known.packet && k.text === known.text);
  return again ? state : { ...state, knows: [...state.knows, known] };
}

function openChannel(state: ActorState, key: KeyId, believes: string, verified: ArtifactId | null): ActorState {
  if (state.channels.some((c) => c.key === key && c.open)) return state;
  const channel: Channel = { key, believes, verified, open: true };
  return { ...state, channels: [...state.channels, channel] };
}

function closeChannels(state: ActorState): ActorState {
  return { ...state, channels: state.channels.map((c) => ({ ...c, open: false })) };
}

function add<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list : [...list, item];
}

function isShared(key: KeyId, lookup: Lookup): boolean {
  const made = lookup.artifact(key);
  return made?.kind === "key" && made.publicPart === null;
}

function attemptKey(id: ArtifactId, lookup: Lookup): KeyId | null {
  const attempt = lookup.artifact(id);
  return attempt?.kind === "attempt" ? attempt.key : null;
}
