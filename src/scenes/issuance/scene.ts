import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { signingKey } from "../../sim/identity.ts";
import { poserAt, type Shelf, shelfServer } from "../../sim/issuance/answering.ts";
import { certificateFor, type OfficePlan } from "../../sim/issuance/office.ts";
import type { Network } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, SwitchId } from "../../sim/recording.ts";
import { strategyNamed } from "../../sim/world.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf, malloryPlace } from "../cast.ts";
import { selfSigned } from "../kits/forgeries.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { authorityDesk, type Papers, serverAuthority, showing } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { choice, defaultsOf, strategySwitch, whatIf } from "../switches.ts";
import type { Scene } from "../types.ts";
import { accountOf, bobApplies, held, malloryApplies, withCertificate } from "./cast.ts";
import { tellIssuance } from "./telling.ts";
import { leavesOut, opening, predictions } from "./words.ts";

const SKIPS = { control: "skip-control", signature: "skip-proof" } as const;
const switches = [
  strategySwitch("impersonate", "off", "eavesdrop", "impersonate"),
  choice(
    "looks",
    t`The authority looks`,
    {
      value: "one",
      label: t`from one place`,
      hint: t`As authorities did until a few years ago. Its way leads past Mallory.`,
    },
    { value: "two", label: t`from two places`, hint: t`The second way joins the wire behind Mallory, next to Bob.` },
  ),
  choice(
    "request",
    t`Mallory’s request holds`,
    { value: "own", label: t`her own key`, hint: t`Bob’s name, her public key, signed with her private one.` },
    {
      value: "bobs",
      label: t`Bob’s key`,
      hint: t`Bob’s name and Bob’s public key, which anybody has. She signs with hers.`,
    },
  ),
  whatIf(SKIPS.control, t`The authority believes names`, t`It asks nobody to show that the address is theirs.`),
  whatIf(SKIPS.signature, t`… does not try signatures`, t`It does not try the request’s signature.`),
];

const VALIDITY = { notBefore: "2026-06-01T11:00:00Z", notAfter: "2026-08-30T11:00:00Z" } as const;

export const scene: Scene = {
  card: cardOf("issuance"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellIssuance,
  leavesOut,
  breaks: ["M5", "M8"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const selfMade = await selfSigned(props, papers.root);
      const accounts = { bob: await accountOf(props, "bob"), mallory: await accountOf(props, "mallory") };
      const cast = castOf(hops, true, AUTHORITY);
      const shelves: Readonly<Record<"bob" | "mallory", Shelf>> = { bob: new Map(), mallory: new Map() };
      const office = officeOf(props, papers, webOf(props, cast, shelves), malloryPlace(hops));
      const given: { bob: Identity | null; mallory: Identity | null } = { bob: null, mallory: null };
      const talk = talkOf(props, papers, cast, {
        bob: () => given.bob,
        mallory: () => given.mallory ?? selfMade,
      });
      async function* play(): Acting {
        const key = await signingKey(props, "bob");
        yield { type: "makes", actor: "bob", what: "keyPair", keys: [props.key(key)], certificate: null };
        const bobs = yield* certificateFor(office, bobApplies(props, accounts.bob, key, shelves.bob));
        given.bob = bobs === null ? null : withCertificate(bobs, key, papers);
        if (strategyOf(props) !== "off") {
          const keys = { own: selfMade.key, bobs: key };
          const hers = yield* certificateFor(office, malloryApplies(props, accounts.mallory, keys, shelves.mallory));
          given.mallory = hers === null ? null : withCertificate(hers, selfMade.key, papers);
        }
        yield { type: "leaves", actor: "authority" };
        yield* talk();
      }
      const states = {
        alice: { trust: [papers.root.certificate] },
        bob: { keys: held(props, accounts.bob.key) },
        mallory: { keys: held(props, selfMade.key, accounts.mallory.key) },
        authority: authorityDesk(props, true, papers.root, papers.office),
      };
      return { cast, states, switchOwners: OWNERS, play };
    },
  },
};

const OWNERS = {
  mallory: "mallory",
  looks: "authority",
  request: "mallory",
  [SKIPS.control]: "authority",
  [SKIPS.signature]: "authority",
};

function strategyOf(props: Props) {
  return strategyNamed(props.switches().mallory ?? "off");
}

/** The wire as the authority’s looks find it: Bob’s plain answers, and Mallory with those that she has. */
function webOf(props: Props, cast: readonly Actor[], shelves: Readonly<Record<"bob" | "mallory", Shelf>>): Network {
  return {
    cast,
    endpoints: { bob: shelfServer(person(props, "bob"), shelves.bob) },
    interceptor: poserAt(person(props, "mallory"), "bob", shelves.mallory, () => strategyOf(props)),
    passing: async () => undefined,
    hopByHop: false,
    watch: null,
  };
}

/** `behind`: Mallory’s place, behind which the second way joins. */
function officeOf(props: Props, papers: Papers, network: Network, behind: number): OfficePlan {
  return {
    self: person(props, "authority"),
    issuer: papers.office,
    server: "bob",
    network,
    looksFrom: () => (props.switches().looks === "two" ? [null, behind] : [null]),
    skippedBy: (what): SwitchId | null => (props.switches()[SKIPS[what]] === "on" ? SKIPS[what] : null),
    validity: VALIDITY,
  };
}

/** Alice who calls Bob, when all papers are given out. */
function talkOf(
  props: Props,
  papers: Papers,
  cast: readonly Actor[],
  shown: Readonly<{ bob: () => Identity | null; mallory: () => Identity | null }>,
): () => Acting {
  const ends = new Ends();
  const alice = aliceOverTls(props, ends, {
    judge: tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false),
  });
  const bob = bobOverTls(props, ends, { identity: () => carries(shown.bob())(), inFlights: true });
  const hers = showing(person(props, "mallory"), shown.mallory, () => false);
  const she = malloryOverTls(props, ends, { identity: hers, inFlights: true });
  // Where she only listens, she has nothing to hear in TLS that this scene is about: it passes without a stop.
  const mallory = { ...she, strategy: () => (she.strategy() === "eavesdrop" ? "off" : she.strategy()) };
  const endpoints = { alice, bob };
  return () => talkTls({ cast, endpoints, mallory }, alice, "alice");
}
