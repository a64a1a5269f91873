import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { type Authority, rootAuthority, signingKey } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorId, ActorState, HeldKey } from "../../sim/recording.ts";
import type { Stage } from "../../sim/scenario.ts";
import { MALLORY } from "../cast.ts";
import { person } from "../kits/line.ts";
import { authorityDesk, deskOf } from "../kits/papers.ts";
import { type House, house, type Issued, issue } from "./papers.ts";
import { type LabSetup, SHOWN_IDS, type Shown, TRUST_IDS } from "./setup.ts";
import { Wallet } from "./wallet.ts";

/** Everybody's papers in the lab, and who trusts which. */
export type Desks = Readonly<{
  alice: Wallet;
  bob: Wallet;
  /** With what Mallory poses as Bob. */
  mallory: () => Acting<Identity>;
  /** What there is to know, for Alice, about the certificate that she is going to be shown. */
  heardByAlice: Wallet["evidence"];
  /** The trust anchors that somebody has now. */
  anchors: (who: "alice" | "bob") => readonly Authority[];
  states: Stage["states"];
  trustBySwitch: NonNullable<Stage["trustBySwitch"]>;
}>;

type Houses = Readonly<{ servers: House; clients: House; mallory: House; other: Authority }>;

/** Makes them. Asks the run's source for the same, in the same order, whatever switches are thrown. */
export async function desksOf(props: Props, setup: LabSetup): Promise<Desks> {
  const houses: Houses = {
    servers: await house(props, "Example Root Authority", "Example Issuing Office"),
    clients: await house(props, "Clients’ Authority", "Clients’ Issuing Office"),
    mallory: await house(props, "Mallory’s Own Authority", "Mallory’s Own Office"),
    other: await rootAuthority(props, "Some Other Authority"),
  };
  const switched = (id: string) => props.switches()[id] ?? "";
  const wallet = (who: "alice" | "bob") =>
    new Wallet(person(props, who), {
      wanted: () => switched(`${who}-shows`),
      issue: (name) => issueFor(props, name, who, houses),
      shows: false,
    });
  const [alice, bob] = [wallet("alice"), wallet("bob")];
  const aliceHas = await alice.fill(setup.aliceShows);
  const bobHas = await bob.fill(setup.bobShows);
  const forger = await forgerOf(props, setup, houses, bob);
  return {
    alice,
    bob,
    ...forger,
    anchors: (who) => anchorsOf(switched(`${who}-trusts`), who, houses),
    states: { ...statesOf(props, houses, aliceHas, bobHas), mallory: { keys: forger.keys } },
    trustBySwitch: {
      "alice-trusts": trustRules("alice", houses),
      "bob-trusts": trustRules("bob", houses),
    },
  };
}

function issueFor(props: Props, name: string, who: "alice" | "bob", houses: Houses): Promise<Issued> {
  const purpose = who === "alice" ? "client" : "server";
  return issue(props, shownNamed(name), purpose, who === "alice" ? houses.clients : houses.servers);
}

/** Mallory with what she can show, and the keys that she has from the start. */
async function forgerOf(props: Props, setup: LabSetup, houses: Houses, bob: Wallet) {
  const self = person(props, MALLORY);
  const key = await signingKey(props, MALLORY);
  const wanted = () => `${props.switches()["signed-by"] ?? ""} ${props.switches()["mallory-shows"] ?? ""}`;
  const made = new Wallet(self, {
    wanted,
    issue: (name) => {
      const [by = "", shown = ""] = name.split(" ");
      return issue(props, shownNamed(shown), "server", by === "own" ? houses.mallory : houses.servers);
    },
    shows: true,
  });
  const start = await made.fill(`${setup.signedBy} ${shownNamed(setup.malloryShows)}`);
  const keys = [key, start.identity.key].map(
    (pair): HeldKey => ({ key: props.key(pair), part: "private", how: "made" }),
  );
  let posing = false;
  async function* mallory(): Acting<Identity> {
    posing = true;
    const shown = props.switches()["mallory-shows"];
    if (shown !== "bobs" && shown !== "bobs-and-key") return yield* made.take();
    const { chain, certificates, key: his } = yield* bob.take();
    const [certificate = null] = certificates;
    const used = shown === "bobs" ? key : his;
    if (shown === "bobs-and-key") yield { type: "steals", actor: MALLORY, from: "bob", key: props.key(his) };
    if (certificate !== null)
      yield { type: "makes", actor: MALLORY, what: "copy", keys: [props.key(used)], certificate };
    return { chain, certificates, key: used };
  }
  const isHers = () => posing && !/^bobs/.test(props.switches()["mallory-shows"] ?? "");
  return { mallory, heardByAlice: () => (isHers() ? made : bob).evidence(), keys };
}

function statesOf(props: Props, houses: Houses, alice: Issued, bob: Issued): Record<ActorId, Partial<ActorState>> {
  return {
    alice: deskOf(props, alice.identity),
    bob: deskOf(props, bob.identity),
    authority: authorityDesk(props, false, houses.servers.root, houses.servers.office),
    clients: authorityDesk(props, false, houses.clients.root, houses.clients.office),
  };
}

function anchorsOf(trust: string, who: "alice" | "bob", houses: Houses): readonly Authority[] {
  const right = who === "alice" ? houses.servers.root : houses.clients.root;
  const named = TRUST_IDS.find((one) => one === trust) ?? "none";
  switch (named) {
    case "right":
      return [right];
    case "right-and-mallory":
      return [right, houses.mallory.root];
    case "mallory":
      return [houses.mallory.root];
    case "other":
      return [houses.other];
    case "none":
      return [];
  }
}

/** The trust store on somebody's desk follows the switch. */
function trustRules(who: "alice" | "bob", houses: Houses) {
  const all = [who === "alice" ? houses.servers.root : houses.clients.root, houses.mallory.root, houses.other];
  return all.map(({ certificate }) => ({
    actor: who,
    certificate,
    values: TRUST_IDS.filter((trust) =>
      anchorsOf(trust, who, houses).some((anchor) => anchor.certificate === certificate),
    ),
  }));
}

/** A certificate by its name; what is Bob’s own, or no name at all, counts as one in order. */
function shownNamed(name: string): Shown {
  return SHOWN_IDS.find((one) => one === name) ?? "good";
}
