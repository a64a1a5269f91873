import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { certify, identityOf, signingKey } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import { type TlsClientPlan, tlsClient } from "../../sim/tls/actors.ts";
import { type Measured, paddedTo } from "../../sim/tls/attacks/sizes.ts";
import { tlsWatcher } from "../../sim/tls/attacks/watcher.ts";
import type { ClientWishes } from "../../sim/tls/ends.ts";
import { strategyNamed } from "../../sim/world.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, type Papers, serverAuthority } from "../kits/papers.ts";
import { bobOverTls, Ends, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { askFor, PAGE_OPTIONS, pageChosen, pagesOf, SITES, twoSites } from "./pages.ts";
import { measuringVisit } from "./visit.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const [CLINIC_SITE, BANK_SITE] = SITES;
const switches = [
  strategySwitch("eavesdrop", "off", "eavesdrop"),
  choice("page", t`Alice reads`, ...PAGE_OPTIONS),
  choice(
    "site",
    t`On the site`,
    { value: CLINIC_SITE, label: t`clinic`, hint: t`clinic.example: leaflets about health.` },
    { value: BANK_SITE, label: t`bank`, hint: t`bob.example: leaflets about money, from the same machine.` },
  ),
  choice(
    "padding",
    t`Records are padded`,
    { value: "none", label: t`not at all`, hint: t`As most servers do: a record is as long as what is in it.` },
    { value: "256", label: t`to 256s`, hint: t`Filled up with zeros to the next multiple of 256 bytes, by both ends.` },
    { value: "1024", label: t`to 1,024s`, hint: t`To the next multiple of 1,024: longer than any of the pages.` },
  ),
];

export const scene: Scene = {
  card: cardOf("what-still-shows"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M13"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const bob = await identityForBoth(props, papers);
      const cast = castOf(hops, true, AUTHORITY);
      const ends = new Ends();
      const service = twoSites();
      const alice = ends.put("alice", tlsClient(person(props, "alice"), alicesPlan(props, ends, papers)));
      const server = bobOverTls(props, ends, {
        identity: carries(bob),
        service,
        gone: ends.gone("alice"),
        wishes: () => wishesOf(props),
      });
      const notes: Measured[] = [];
      const mallory = tlsWatcher(person(props, "mallory"), {
        strategy: () => strategyNamed(props.switches().mallory ?? "off"),
        server: "bob",
        clientName: "Alice",
        known: (site) => notes.filter(({ name }) => name.startsWith(`${site}/`)),
      });
      const endpoints = { alice, bob: server };
      const states = atHome(props, papers, bob);
      const visit = {
        cast,
        visitor: person(props, "mallory"),
        host: person(props, "bob"),
        identity: bob,
        service,
        site: () => siteOf(props),
        pages: () => pagesOf(siteOf(props)),
        wishes: () => ({ client: wishesOf(props), server: wishesOf(props) }),
      };
      const switchOwners = { mallory: "mallory", page: "alice", site: "alice", padding: "bob" };
      async function* play(): Acting {
        if (mallory.strategy() !== "off") yield* measuringVisit(visit, notes);
        yield* talkTls({ cast, endpoints, mallory }, alice, "alice");
      }
      return { cast, states, switchOwners, play };
    },
  },
};

/** One certificate for the two names of Bob’s machine. */
async function identityForBoth(props: Props, papers: Papers) {
  const key = await signingKey(props, "bob");
  const wish = { subject: BANK_SITE, names: [BANK_SITE, CLINIC_SITE], usages: ["serverAuth"] } as const;
  return identityOf(key, await certify(props, wish, key, papers.office), papers.office);
}

function alicesPlan(props: Props, ends: Ends, papers: Papers): TlsClientPlan {
  return {
    peer: "bob",
    believes: "Bob",
    serverName: () => siteOf(props),
    // Asked when she sends it: she may have been given another page to read by then.
    get text() {
      return askFor(pageChosen(siteOf(props), props.switches().page ?? ""));
    },
    judge: tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false),
    identity: carries(null),
    honest: true,
    gone: ends.gone("bob"),
    wishes: () => wishesOf(props),
  };
}

function siteOf(props: Props): string {
  return SITES.find((site) => site === props.switches().site) ?? CLINIC_SITE;
}

/** Both ends speak HTTP, and pad as the switch says at the moment at which a record is made. */
function wishesOf(props: Props): Pick<ClientWishes, "alpn" | "padTo"> {
  const padTo = (size: number): number => {
    const step = Number(props.switches().padding);
    return Number.isFinite(step) && step > 0 ? paddedTo(step)(size) : size;
  };
  return { alpn: ["http/1.1"], padTo };
}
