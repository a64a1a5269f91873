import { carries } from "../../sim/actors/agreement.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Authority } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorId, ActorState } from "../../sim/recording.ts";
import { clinic as service } from "../tales.ts";
import { bobWith } from "./agreed.ts";
import { judgeOfClients } from "./checks.ts";
import {
  alicesIdentity,
  authorityDesk,
  bobsIdentity,
  clinicAuthority,
  deskOf,
  type Papers,
  serverAuthority,
} from "./papers.ts";
import { person } from "./wire.ts";

/** Everybody's papers in mutual TLS: two authorities, and a certificate for either end. */
export type MutualPapers = Readonly<{
  papers: Papers;
  clinic: Authority;
  bob: Identity;
  alice: Identity;
  states: Readonly<Record<ActorId, Partial<ActorState>>>;
}>;

export async function mutualPapers(props: Props): Promise<MutualPapers> {
  const papers = await serverAuthority(props);
  const clinic = await clinicAuthority(props);
  const bob = await bobsIdentity(props, papers);
  const alice = await alicesIdentity(props, clinic);
  const states = {
    alice: { ...deskOf(props, alice), trust: [papers.root.certificate] },
    bob: { ...deskOf(props, bob), trust: [clinic.certificate] },
    authority: authorityDesk(props, false, papers.root, papers.office),
    clinic: authorityDesk(props, false, clinic),
  };
  return { papers, clinic, bob, alice, states };
}

/** Bob of the clinic, who asks who calls. `skips`: whether what-ifs loosen his checks. */
export function bobOfTheClinic(props: Props, { bob, clinic }: MutualPapers, skips: boolean) {
  return bobWith(props, {
    identity: carries(bob),
    service,
    clientAuth: () => (props.switches()["ask-only"] === "on" ? "ask" : "require"),
    judge: judgeOfClients(person(props, "bob"), () => [clinic], skips),
  });
}
