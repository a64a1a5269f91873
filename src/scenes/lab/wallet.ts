import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Self } from "../../sim/actors/letters.ts";
import type { Evidence, Issued } from "./papers.ts";

/** How a wallet is filled. */
export type WalletPlan = Readonly<{
  /** What is to be shown now, by name. */
  wanted: () => string;
  /** Issues what is not there yet. */
  issue: (name: string) => Promise<Issued>;
  /** Whether taking it out is a step also where it was there from the start. */
  shows: boolean;
}>;

/**
 * What somebody can show, by the name of the choice. What the set-up names was issued before the run; what a switch asks
 * for later is issued when it is wanted, with a key that is made for it in a step of its own.
 */
export class Wallet {
  private readonly issued = new Map<string, Issued>();

  constructor(
    private readonly self: Self,
    private readonly plan: WalletPlan,
  ) {}

  /** Issues ahead of the run. */
  async fill(name: string): Promise<Issued> {
    const issued = await this.plan.issue(name);
    this.issued.set(name, issued);
    return issued;
  }

  /** Takes out what is wanted now. */
  async *take(): Acting<Identity> {
    const name = this.plan.wanted();
    const known = this.issued.get(name);
    const { identity } = known ?? (await this.fill(name));
    const key = this.self.props.key(identity.key);
    const [certificate = null] = identity.certificates;
    const { id: actor } = this.self;
    if (known === undefined) yield { type: "makes", actor, what: "keyPair", keys: [key], certificate: null };
    if (certificate !== null && (known === undefined || this.plan.shows))
      yield { type: "makes", actor, what: "certificate", keys: [key], certificate };
    return identity;
  }

  /** What there is to know about what is shown now, for whoever judges it. */
  evidence(): Evidence {
    return this.issued.get(this.plan.wanted())?.evidence ?? { crls: [], ocsp: [] };
  }
}
