import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { signingKey } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { HeldKey, SimEvent } from "../../sim/recording.ts";
import { MALLORY } from "../cast.ts";
import { person } from "../kits/line.ts";
import { type Evidence, type Houses, issue, shownNamed } from "./papers.ts";
import type { LabSetup } from "./setup.ts";
import { Wallet } from "./wallet.ts";

/** What Mallory can show, and the keys that she has from the start. */
export type Forger = Readonly<{
  /** With what she poses as Bob. */
  mallory: () => Acting<Identity>;
  /** With what she calls Bob in Alice’s place; null: with nothing. */
  malloryCalls: () => Acting<Identity | null>;
  /** What there is to know, for Alice, about the certificate that she is going to be shown. */
  heardByAlice: () => Evidence;
  /** The same for Bob. */
  heardByBob: () => Evidence;
  keys: readonly HeldKey[];
}>;

type Ends = Readonly<{ alice: Wallet; bob: Wallet }>;

export async function forgerOf(props: Props, setup: LabSetup, houses: Houses, ends: Ends): Promise<Forger> {
  const key = await signingKey(props, MALLORY);
  const made = forgeries(props, houses);
  const start = await made.fill(`${setup.signedBy} ${shownNamed(setup.malloryShows)}`);
  const asAlice = new Wallet(person(props, MALLORY), {
    wanted: () => "good",
    issue: () => issue(props, "good", "client", houses.mallory),
    shows: true,
  });
  const own = [key, start.identity.key];
  if (setup.malloryCalls === "own") own.push((await asAlice.fill("good")).identity.key);
  let [posing, calling] = [false, false];
  const shown = () => props.switches()["mallory-shows"];
  async function* mallory(): Acting<Identity> {
    posing = true;
    if (shown() !== "bobs" && shown() !== "bobs-and-key") return yield* made.take();
    const his = yield* ends.bob.take();
    if (shown() === "bobs") return yield* copyOf(props, his, key);
    yield { type: "steals", actor: MALLORY, from: "bob", key: props.key(his.key) };
    return yield* copyOf(props, his, his.key);
  }
  async function* malloryCalls(): Acting<Identity | null> {
    const calls = props.switches()["mallory-calls"];
    calling = calls === "own";
    if (calling) return yield* asAlice.take();
    // Only if Bob asked from the start has she asked Alice, too.
    if (calls !== "alices" || setup.bobAsks === "none") return null;
    const hers = yield* ends.alice.take();
    return hers.chain.length === 0 ? null : yield* copyOf(props, hers, key);
  }
  const isHers = () => posing && shown() !== "bobs" && shown() !== "bobs-and-key";
  return {
    mallory,
    malloryCalls,
    heardByAlice: () => (isHers() ? made : ends.bob).evidence(),
    heardByBob: () => (calling ? asAlice : ends.alice).evidence(),
    keys: own.map((pair): HeldKey => ({ key: props.key(pair), part: "private", how: "made" })),
  };
}

/** What she had made in Bob’s name, by her own authority or by the real one. */
function forgeries(props: Props, houses: Houses): Wallet {
  return new Wallet(person(props, MALLORY), {
    wanted: () => `${props.switches()["signed-by"] ?? ""} ${props.switches()["mallory-shows"] ?? ""}`,
    issue: (name) => {
      const [by = "", shown = ""] = name.split(" ");
      return issue(props, shownNamed(shown), "server", by === "own" ? houses.mallory : houses.servers);
    },
    shows: true,
  });
}

/** Takes out a copy of what somebody else shows, to sign with a key that may not be its own. */
async function* copyOf(props: Props, { chain, certificates }: Identity, key: Identity["key"]): Acting<Identity> {
  const [certificate = null] = certificates;
  const event: SimEvent = { type: "makes", actor: MALLORY, what: "copy", keys: [props.key(key)], certificate };
  if (certificate !== null) yield event;
  return { chain, certificates, key };
}
