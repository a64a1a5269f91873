import { type Authority, rootAuthority } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorId, ActorState } from "../../sim/recording.ts";
import type { Stage } from "../../sim/scenario.ts";
import { person } from "../kits/line.ts";
import { authorityDesk, deskOf } from "../kits/papers.ts";
import { type Forger, forgerOf } from "./forger.ts";
import { type Houses, house, type Issued, issue, shownNamed } from "./papers.ts";
import { type LabSetup, TRUST_IDS } from "./setup.ts";
import { Wallet } from "./wallet.ts";

/** Everybody's papers in the lab, and who trusts which. */
export type Desks = Omit<Forger, "keys"> &
  Readonly<{
    alice: Wallet;
    bob: Wallet;
    /** The trust anchors that somebody has now. */
    anchors: (who: "alice" | "bob") => readonly Authority[];
    states: Stage["states"];
    trustBySwitch: NonNullable<Stage["trustBySwitch"]>;
  }>;

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
  const forger = await forgerOf(props, setup, houses, { alice, bob });
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
