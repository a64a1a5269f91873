import {
  agreementClient,
  agreementServer,
  type ClientPlan,
  carries,
  type ServerPlan,
} from "../../sim/actors/agreement.ts";
import type { MalloryPlan } from "../../sim/attackers/mallory.ts";
import type { Guise, Rewrite } from "../../sim/attackers/mind.ts";
import type { Props } from "../../sim/props.ts";
import type { Group } from "../../story/messages.ts";
import { bank, divert, liar, PAYMENT } from "../tales.ts";
import { person } from "./wire.ts";

/** The group of the halves, as switched; X25519 where a scene has no such switch. */
export function groupOf(props: Props): () => Group {
  return () => (props.switches().group === "P-256" ? "P-256" : "X25519");
}

/** Alice who wants to talk to Bob; what is not said is as in the scenes before certificates. */
export function aliceWith(props: Props, wishes: Partial<ClientPlan> = {}) {
  const plan: ClientPlan = {
    peer: "bob",
    believes: "Bob",
    serverName: () => "bob.example",
    group: groupOf(props),
    text: PAYMENT,
    judge: null,
    identity: carries(null),
    honest: true,
    ...wishes,
  };
  return agreementClient(person(props, "alice"), plan);
}

/** Bob who answers; what is not said is as in the scenes before certificates. */
export function bobWith(props: Props, wishes: Partial<ServerPlan> = {}) {
  return agreementServer(person(props, "bob"), {
    client: "alice",
    believes: "Alice",
    service: bank,
    identity: carries(null),
    clientAuth: () => "none",
    judge: null,
    ...wishes,
  });
}

export type Mischief = Readonly<{
  /** With what she proves to be Bob; nothing, where nobody asks. */
  identity?: Guise["identity"];
  /** Whether, relaying, she asks Alice for a certificate. */
  asks?: boolean;
  /** Whether, relaying, she calls Bob at once. */
  eager?: boolean;
  rewrite?: Rewrite;
  target?: "letters" | "halves";
}>;

/** Mallory with every strategy that a conversation with halves allows. */
export function malloryWith(props: Props, mischief: Mischief = {}): MalloryPlan {
  const rewrite = mischief.rewrite ?? divert;
  const guise: Guise = {
    client: "alice",
    server: "bob",
    names: { client: "Alice", server: "Bob" },
    serverName: "bob.example",
    group: groupOf(props),
    identity: mischief.identity ?? carries(null),
    asks: mischief.asks ?? false,
  };
  return {
    tamper: { rewrite, target: mischief.target ?? "letters" },
    active: {
      guise,
      service: liar,
      relay: { eager: mischief.eager ?? true, rewrite: () => (props.switches().change === "on" ? rewrite : null) },
    },
  };
}
