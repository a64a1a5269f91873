import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import type { Said } from "../../sim/revoking.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, showing } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf, strategySwitch, whatIf } from "../switches.ts";
import type { Scene } from "../types.ts";
import { Theft } from "./before.ts";
import { type Shown, stolenPapers } from "./papers.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("impersonate", "off", "impersonate", "relay"),
  choice(
    "defence",
    t`Alice’s defence`,
    { value: "none", label: t`none`, hint: t`She judges the certificate, and asks nobody whether it was taken back.` },
    { value: "list", label: t`a list`, hint: t`The authority publishes whom it revoked, and she fetches that list.` },
    {
      value: "staple",
      label: t`a stapled answer`,
      hint: t`Whoever shows a certificate must show a dated “good” with it.`,
    },
    { value: "days", label: t`short lives`, hint: t`Certificates run for less than a week. Nobody has to be asked.` },
  ),
  choice(
    "after",
    t`Alice calls`,
    { value: "1", label: t`a day later`, hint: t`On 2 June 2026, a day after the theft.` },
    { value: "8", label: t`8 days later`, hint: t`On 9 June 2026, 8 days after the theft.` },
  ),
  choice(
    "word",
    t`The authority’s word`,
    { value: "newest", label: t`the newest`, hint: t`Mallory does nothing about the list, or about what is stapled.` },
    {
      value: "older",
      label: t`an older one`,
      hint: t`Mallory puts one from before in its place, as genuine as the newest.`,
    },
    { value: "none", label: t`none`, hint: t`Mallory drops the list, or staples nothing.` },
  ),
  whatIf("soft-fail", t`Alice goes on without an answer`, t`Where nobody can say whether it was revoked, she shrugs.`),
];

export const scene: Scene = {
  card: cardOf("stolen-key"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M8", "M10"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const all = await stolenPapers(props);
      const theft = new Theft(props, all);
      const cast = castOf(hops, true, AUTHORITY);
      const ends = new Ends();
      const asksForStaple = () => theft.defence === "staple";
      const alice = aliceOverTls(props, ends, {
        judge: tlsJudgeOfServers(person(props, "alice"), () => [all.papers.root], false, {
          lenient: "soft-fail",
          heard: () =>
            theft.defence === "list"
              ? { crls: [all.lists.root, theft.list].flatMap(derOf), insists: { lists: true } }
              : { insists: { answer: asksForStaple() } },
        }),
        wishes: () => ({ status: asksForStaple() }),
      });
      const stapled = ({ identity }: Shown, staple: Said | null) => ({ ...identity, staple: staple?.der ?? null });
      const bob = bobOverTls(props, ends, {
        // biome-ignore lint/correctness/useYield: that he shows his own is no step.
        identity: async function* () {
          return stapled(theft.bobs, theft.bobStaple);
        },
      });
      const mallory = malloryOverTls(props, ends, {
        identity: showing(
          person(props, "mallory"),
          () => stapled(theft.stolen, theft.malloryStaple),
          () => true,
        ),
      });
      const endpoints = { alice, bob };
      async function* play(): Acting {
        yield* theft.act();
        yield* talkTls({ cast, endpoints, mallory }, alice, "alice");
      }
      const { papers } = all;
      const states = atHome(props, papers, theft.stolen.identity);
      const switchOwners = {
        ...{ mallory: "mallory", word: "mallory" },
        ...{ defence: "alice", after: "alice", "soft-fail": "alice" },
      };
      return { cast, states, switchOwners, play };
    },
  },
};

function derOf(said: Said | null): readonly Said["der"][] {
  return said === null ? [] : [said.der];
}
