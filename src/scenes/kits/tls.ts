import { carries } from "../../sim/actors/agreement.ts";
import type { Self } from "../../sim/actors/letters.ts";
import type { JudgePlan, PeerJudge } from "../../sim/identity.ts";
import { type Authority, peerJudgeFor } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import { type HangsUp, type TlsClientPlan, type TlsServerPlan, tlsClient, tlsServer } from "../../sim/tls/actors.ts";
import { type TlsMalloryPlan, tlsMallory } from "../../sim/tls/mallory.ts";
import { bank, divert, liar, PAYMENT } from "../tales.ts";
import { SKIPS } from "./checks.ts";
import { person } from "./line.ts";

/** The ends that can hang up, as they come: they know of each other only that. */
export class Ends {
  private readonly known = new Map<string, HangsUp>();

  put<T extends HangsUp>(id: string, end: T): T {
    this.known.set(id, end);
    return end;
  }

  /** Whether one of these has hung up. */
  gone(...ids: readonly string[]): () => boolean {
    return () => ids.some((id) => this.known.get(id)?.over() === true);
  }
}

/** Alice who wants to talk to Bob. */
export function aliceOverTls(props: Props, ends: Ends, wishes: Pick<TlsClientPlan, "judge"> & Partial<TlsClientPlan>) {
  const plan: TlsClientPlan = {
    peer: "bob",
    believes: "Bob",
    serverName: () => "bob.example",
    text: PAYMENT,
    identity: carries(null),
    honest: true,
    gone: ends.gone("bob", "mallory"),
    ...wishes,
  };
  return ends.put("alice", tlsClient(person(props, "alice"), plan));
}

/** Bob who answers. */
export function bobOverTls(props: Props, ends: Ends, wishes: Pick<TlsServerPlan, "identity"> & Partial<TlsServerPlan>) {
  const plan: TlsServerPlan = {
    client: "alice",
    believes: "Alice",
    service: bank,
    clientAuth: () => "none",
    judge: null,
    gone: ends.gone("alice", "notAlice", "mallory"),
    ...wishes,
  };
  return ends.put("bob", tlsServer(person(props, "bob"), plan));
}

/** Mallory with every strategy that TLS leaves her. */
export function malloryOverTls(
  props: Props,
  ends: Ends,
  wishes: Pick<TlsMalloryPlan, "identity"> & Partial<TlsMalloryPlan>,
) {
  const plan: TlsMalloryPlan = {
    client: "alice",
    server: "bob",
    names: { client: "Alice", server: "Bob" },
    serverName: "bob.example",
    asks: false,
    service: liar,
    rewrite: () => (props.switches().change === "on" ? divert : null),
    ends: { client: { over: ends.gone("alice") }, server: { over: ends.gone("bob") } },
    ...wishes,
  };
  return ends.put("mallory", tlsMallory(person(props, "mallory"), plan));
}

/** A client's judgement of who answers, in two turns: the certificates, then the signature. */
export function tlsJudgeOfServers(
  self: Self,
  anchors: () => readonly Authority[],
  skips = true,
  more: Pick<JudgePlan, "heard" | "lenient"> = {},
): PeerJudge {
  return peerJudgeFor(self, { purpose: "server", name: null, anchors, skips: skips ? SKIPS : new Map(), ...more });
}

/** Bob's judgement of who calls. */
export function tlsJudgeOfClients(self: Self, anchors: () => readonly Authority[], skips: boolean): PeerJudge {
  return peerJudgeFor(self, { purpose: "client", name: "alice.example", anchors, skips: skips ? SKIPS : new Map() });
}
