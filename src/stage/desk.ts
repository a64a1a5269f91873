import { plural, t } from "../language/t.ts";
import { artifacts, commonName } from "../sim/lookup.ts";
import type { ActorState, CertificateId, HeldKey, KeyId, Knowledge, Recording } from "../sim/recording.ts";
import { heldName, type KeyLook, keyLooks } from "./keyLooks.ts";

/** `label`: what is written on it, which says of a key that is not its holder’s how it was come by. */
export type DeskKey = Readonly<{ look: KeyLook; held: HeldKey; words: string; label: string; fresh: boolean }>;
export type DeskCard = Readonly<{ id: CertificateId; words: string; role: "own" | "trust"; fresh: boolean }>;
export type DeskBelief = Readonly<{ look: KeyLook; believes: string; verified: boolean; fresh: boolean }>;
export type DeskText = Readonly<{ text: string; how: Knowledge["how"] | "veiled"; fresh: boolean }>;

/** What lies on somebody's desk, the most telling first. */
export type Desk = Readonly<{
  keys: readonly DeskKey[];
  cards: readonly DeskCard[];
  beliefs: readonly DeskBelief[];
  texts: readonly DeskText[];
  deeds: readonly Readonly<{ text: string; fresh: boolean }>[];
}>;

/** What lies on a desk after a step; `fresh` is what was not there before it. */
export function deskOf(recording: Recording, old: ActorState | undefined, state: ActorState | undefined): Desk {
  if (state === undefined) return { keys: [], cards: [], beliefs: [], texts: [], deeds: [] };
  const looks = keyLooks(recording);
  const lookOf = (id: KeyId) => [looks.get(id)].filter((look) => look !== undefined);
  const hadKey = (held: HeldKey) => old?.keys.some((k) => k.key === held.key && k.part === held.part) ?? false;
  // Whoever has the private part has no need of a copy of the public one.
  const isNeedless = ({ key, part }: HeldKey) =>
    part === "public" && state.keys.some((k) => k.key === key && k.part === "private");
  const told = state.keys.filter((held) => !isNeedless(held));
  const keys = told.flatMap((held) =>
    lookOf(held.key).map((look) => {
      const words = heldName(look, held);
      const taken = takenWord(held);
      return { look, held, words, label: taken === null ? words : `${taken} ${look.short}`, fresh: !hadKey(held) };
    }),
  );
  const card = (role: DeskCard["role"], list: readonly CertificateId[], had: readonly CertificateId[]) =>
    list.map((id) => ({ id, role, words: cardWords(recording, id, role), fresh: !had.includes(id) }));
  return {
    keys: keys.sort((a, b) => rank(a.held, state) - rank(b.held, state)),
    cards: [
      ...card("own", state.certificates.slice(0, 1), old?.certificates ?? []),
      ...card("trust", state.trust, old?.trust ?? []),
    ],
    beliefs: state.channels
      .filter((channel) => channel.open)
      .filter((one, i, open) => open.findIndex((c) => c.believes === one.believes && c.verified === one.verified) === i)
      .flatMap((channel) =>
        lookOf(channel.key).map((look) => ({
          look,
          believes: channel.believes,
          verified: channel.verified !== null,
          fresh: !(old?.channels.some((c) => c.open && c.key === channel.key) ?? false),
        })),
      ),
    texts: textsOf(state.knows, old?.knows.length ?? 0),
    deeds: state.deeds.map((_, i) => deedOf(state.deeds.slice(0, i + 1), old?.deeds.length ?? 0)).reverse(),
  };
}

/** How somebody came by a key that is not theirs; null where it is. */
function takenWord({ how, part }: HeldKey): string | null {
  // A shared key is taken by opening what it came in; only a private key can be stolen.
  if (how === "stolen") return part === "secret" ? t`opened` : t`stolen`;
  if (how === "recomputed") return t`found`;
  return how === "assumed" ? t`assumed` : null;
}

/** A desk as somebody else sees it: that there are texts, and not what they say. */
export function veiled(desk: Desk): Desk {
  if (desk.texts.length === 0) return { ...desk, deeds: [] };
  const text = t`${plural(desk.texts.length, { one: "# text", other: "# texts" })}, out of sight`;
  return { ...desk, texts: [{ text, how: "veiled", fresh: false }], deeds: [] };
}

/** Whether nothing lies on it yet. */
export function isEmptyDesk({ keys, texts, deeds, cards }: Desk): boolean {
  return [keys, texts, deeds, cards].every((things) => things.length === 0);
}

/** A desk in a few words, for where it has no room: `2 keys · 1 text`. At most so many letters; then `+` says there is more. */
export function deskCounts(desk: Desk, letters = Number.POSITIVE_INFINITY): string {
  const parts = [
    desk.keys.length > 0 ? plural(desk.keys.length, { one: "# key", other: "# keys" }) : null,
    desk.texts.length > 0 ? plural(desk.texts.length, { one: "# text", other: "# texts" }) : null,
    desk.deeds.length > 0 ? plural(desk.deeds.length, { one: "# deed", other: "# deeds" }) : null,
    desk.cards.length > 0 ? plural(desk.cards.length, { one: "# certificate", other: "# certificates" }) : null,
  ].filter((words) => words !== null);
  if (parts.length === 0) return t`nothing yet`;
  for (let count = parts.length; count > 1; count--) {
    const words = parts.slice(0, count).join(" · ") + (count < parts.length ? " +" : "");
    if (words.length <= letters) return words;
  }
  return parts.length > 1 ? `${parts[0]} +` : (parts[0] ?? "");
}

/** The last of these deeds, and the how manieth of its kind it is. */
function deedOf(deeds: readonly string[], old: number): Desk["deeds"][number] {
  const last = deeds.at(-1) ?? "";
  const times = deeds.filter((deed) => deed === last).length;
  return { text: times > 1 ? t`${last}, ${times} times` : last, fresh: deeds.length > old };
}

/** The same text seen twice (in two packets) is one piece of knowledge; the latest stands first. */
function textsOf(knows: ActorState["knows"], old: number): readonly DeskText[] {
  const latest = new Map<string, DeskText>();
  knows.forEach((known, i) => {
    const fresh = i >= old && !latest.has(known.text);
    latest.delete(known.text);
    latest.set(known.text, { text: known.text, how: known.how, fresh });
  });
  return [...latest.values()].reverse();
}

function rank(held: HeldKey, { channels }: ActorState): number {
  if (held.part === "secret") return channels.some((c) => c.key === held.key && !c.open) ? 1 : 0;
  if (held.how === "stolen" || held.how === "assumed") return 2;
  return held.part === "private" ? 3 : 4;
}

function cardWords(recording: Recording, id: CertificateId, role: DeskCard["role"]): string {
  const certificate = artifacts(recording).get(id);
  const name = certificate?.kind === "certificate" ? commonName(certificate.subject) : t`a certificate`;
  return role === "own" ? name : t`trusts ${name}`;
}
