import type { Acting } from "../../sim/acting.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorId } from "../../sim/recording.ts";
import { answerBy, listBy, type Said } from "../../sim/revoking.ts";
import { RENEWAL, type Shown, type StolenPapers, weekFrom } from "./papers.ts";

const DEFENCES = ["none", "list", "staple", "days"] as const;
export type Defence = (typeof DEFENCES)[number];

const HOUR = 3_600_000;
/** So long until Bob notices, where he is to notice. */
const UNNOTICED = 6 * HOUR;
const DAY = 24 * HOUR;

/** The day of the theft, and what comes of it up to Alice’s call: acted out, and remembered for the call. */
export class Theft {
  /** Settled when the key is stolen. */
  defence: Defence;
  /** What Bob shows: until he has another, the certificate of the stolen key. */
  bobs: Shown;
  /** What of the office’s lists Alice has at hand. */
  list: Said | null = null;
  /** What Mallory has to staple, and what Bob has. */
  malloryStaple: Said | null = null;
  bobStaple: Said | null = null;

  constructor(
    private readonly props: Props,
    private readonly all: StolenPapers,
  ) {
    this.defence = this.chosen();
    this.bobs = this.stolen;
  }

  /** What Mallory can show: the certificate that goes with the key that she stole. */
  get stolen(): Shown {
    return this.defence === "days" ? this.all.stolen.days : this.all.stolen.year;
  }

  async *act(): Acting {
    const { props } = this;
    this.defence = this.chosen();
    this.bobs = this.stolen;
    const start = props.now;
    const call = new Date(start.getTime() + (props.switches().after === "8" ? 8 : 1) * DAY);
    yield { type: "steals", actor: "mallory", from: "bob", key: props.key(this.stolen.identity.key) };
    if (this.defence === "list") yield* this.byList(start, call);
    else if (this.defence === "staple") yield* this.byStaple(start, call);
    else {
      if (this.defence === "days" && call > RENEWAL) yield* this.renewsAsAlways();
      yield* this.waitFor("alice", call);
    }
  }

  private chosen(): Defence {
    const value = this.props.switches().defence;
    return DEFENCES.find((one) => one === value) ?? "none";
  }

  /** A list is published; whether it reaches Alice, Mallory decides. */
  private async *byList(start: Date, call: Date): Acting {
    const { props, all } = this;
    const { certificate } = this.stolen;
    const noticed = new Date(start.getTime() + UNNOTICED);
    yield* this.report(noticed);
    const listFrom = (number: number, day: Date) =>
      listBy(props, all.papers.office, [{ certificate, at: noticed }], number, weekFrom(day));
    const first = await listFrom(2, noticed);
    yield { type: "revokes", actor: "authority", certificate: certificate.certificate, status: first.status };
    yield* this.renew(all.fresh.year);
    yield* this.waitFor("alice", call);
    // There is a new list every evening: Alice wants yesterday’s.
    const evening = new Date(call.getTime() - DAY + UNNOTICED);
    const list = evening > noticed ? await listFrom(9, evening) : first;
    const word = this.word();
    this.list = word === "newest" ? list : word === "older" ? all.lists.before : null;
    if (word !== "newest") {
      yield { type: "withholds", actor: "mallory", status: list.status, instead: this.list?.status ?? null };
    }
    yield { type: "fetches", actor: "alice", from: "authority", status: this.list?.status ?? null };
    yield { type: "leaves", actor: "authority" };
  }

  /** The authority answers whoever asks: Mallory before the theft is known, or when Alice calls, or not at all. */
  private async *byStaple(start: Date, call: Date): Acting {
    const { props, all } = this;
    const { office } = all.papers;
    const { certificate } = this.stolen;
    if (this.word() === "older")
      yield* this.stapleFrom(await answerBy(props, office, certificate, null, weekFrom(start)));
    const noticed = new Date(start.getTime() + UNNOTICED);
    yield* this.report(noticed);
    const answerFrom = (day: Date) => answerBy(props, office, certificate, noticed, weekFrom(day));
    const answer = await answerFrom(noticed);
    yield { type: "revokes", actor: "authority", certificate: certificate.certificate, status: answer.status };
    yield* this.renew(all.fresh.year);
    yield* this.waitFor("alice", call);
    if (this.word() === "newest") yield* this.stapleFrom(await answerFrom(call));
    this.bobStaple = await answerBy(props, office, this.bobs.certificate, null, weekFrom(call));
    yield { type: "fetches", actor: "bob", from: "authority", status: this.bobStaple.status };
    yield { type: "leaves", actor: "authority" };
  }

  /** What Mallory got from the authority when she asked, and will staple. */
  private async *stapleFrom(said: Said): Acting {
    this.malloryStaple = said;
    yield { type: "fetches", actor: "mallory", from: "authority", status: said.status };
  }

  /** What of the authority’s word reaches Alice, as it is switched now. */
  private word(): "newest" | "older" | "none" {
    const { word } = this.props.switches();
    return word === "older" || word === "none" ? word : "newest";
  }

  private async *report(noticed: Date): Acting {
    const { certificate } = this.stolen.certificate;
    yield* this.waitFor("bob", noticed);
    yield { type: "reports", actor: "bob", authority: "authority", certificate };
  }

  private async *renewsAsAlways(): Acting {
    yield* this.waitFor("bob", RENEWAL);
    yield* this.renew(this.all.fresh.days);
  }

  /** Bob gets another certificate, with another key. */
  private async *renew(shown: Shown): Acting {
    const { certificate } = shown.certificate;
    const keys = [this.props.key(shown.identity.key)];
    yield { type: "makes", actor: "bob", what: "keyPair", keys, certificate: null };
    this.bobs = shown;
    yield { type: "issues", actor: "authority", to: "bob", certificate };
  }

  private async *waitFor(actor: ActorId, until: Date): Acting {
    yield { type: "waits", actor, until: until.toISOString() };
  }
}
