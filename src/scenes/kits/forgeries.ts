import type { KeyPair } from "../../crypto/keys.ts";
import type { Source } from "../../crypto/source.ts";
import { t } from "../../language/t.ts";
import { type FaultId, issueFault, type KitChance } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { type Authority, identityOf, issuingAuthority, noted, rootAuthority, signingKey } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorState, HeldKey } from "../../sim/recording.ts";
import type { SwitchOption } from "../types.ts";
import type { Papers } from "./papers.ts";

/** What Mallory can show instead of Bob’s certificate; each is bad for one reason. */
export const SERVER_FORGERIES: readonly SwitchOption[] = [
  {
    value: "self-signed",
    label: t`self-signed`,
    hint: t`A certificate in Bob’s name that she signed with its own key.`,
  },
  {
    value: "unknown-authority",
    label: t`her own authority`,
    hint: t`Signed by an authority that she made up this morning.`,
  },
  {
    value: "stolen",
    label: t`Bob’s own`,
    hint: t`Bob’s real certificate, copied off the wire; his key she does not have.`,
  },
  {
    value: "expired",
    label: t`expired`,
    hint: t`An old certificate of Bob’s, with the key from a disk that he threw away.`,
  },
  { value: "wrong-name", label: t`another’s name`, hint: t`Her own, quite genuine certificate: for mallory.example.` },
  {
    value: "missing-middle",
    label: t`middle missing`,
    hint: t`Issued in Bob’s name by an office that was fooled; she lacks the office’s own certificate.`,
  },
];

export type ServerForgeries = ReadonlyMap<string, Identity>;

/** Makes all six, for real. */
export async function serverForgeries(props: Props, papers: Papers, bob: Identity): Promise<ServerForgeries> {
  const key = await signingKey(props, "mallory");
  const ownRoot = await malloryAuthority(props);
  const oldKey = await signingKey(props, "bob, long ago");
  const fooled = await issuingAuthority(props, "Example Fooled Office", papers.root);
  const { root, office } = papers;
  return new Map([
    ["self-signed", await selfSignedWith(props, root, key)],
    // Flawless, from an authority that Alice does not know.
    ["unknown-authority", await forged(props, "none", { ...BOB, root, issuing: ownRoot, key })],
    ["stolen", { ...bob, key }],
    ["expired", await forged(props, "expired", { ...BOB, root, issuing: office, key: oldKey })],
    // Flawless, for somebody else.
    ["wrong-name", await forged(props, "none", { ...BOB, name: "mallory.example", root, issuing: office, key })],
    ["missing-middle", await forged(props, "missing-intermediate", { ...BOB, root, issuing: fooled, key })],
  ]);
}

/** The simplest of them alone: Mallory's own key, and a certificate in Bob's name that it signed. */
export async function selfSigned(props: Props, root: Authority): Promise<Identity> {
  return selfSignedWith(props, root, await signingKey(props, "mallory"));
}

function selfSignedWith(props: Props, root: Authority, key: KeyPair): Promise<Identity> {
  return forged(props, "self-signed", { ...BOB, root, issuing: root, key });
}

const BOB = { purpose: "server", name: "bob.example" } as const;
const ALICE = { purpose: "client", name: "alice.example" } as const;

/** Who asks the kit of faults for what: whose name, whose key, and which authority signs. */
type Forger = Readonly<{
  purpose: Purpose;
  name: string;
  /** The authority that the other side trusts, and the one that issues. */
  root: Authority;
  issuing: Authority;
  key: KeyPair;
}>;

/** What the kit of faults issues (the end-entity certificate, and its issuer's, where that is shown and no root), its chance coming from the run's source, named in the run. */
async function forged(props: Props, fault: FaultId | "none", forger: Forger): Promise<Identity> {
  const { purpose, name, root, issuing, key } = forger;
  const { presented } = await issueFault(fault, purpose, {
    random: chanceOf(props.source),
    at: props.now,
    names: { server: name, client: name },
    root: { der: root.der, keys: root.key },
    issuing: { der: issuing.der, keys: issuing.key },
    peerKeys: key,
  });
  const [endEntity, ...above] = presented.filter((der) => der !== root.der);
  if (endEntity === undefined) throw new TypeError(`${fault} shows no certificate`);
  const own = await noted(props, endEntity, key);
  return identityOf(key, own, ...(above.length === 0 ? [] : [issuing]));
}

/** The kit's chance out of a run's: a run that is repeated gives the same again. */
function chanceOf(source: Source): KitChance {
  return {
    random: (label, size) => source.random(label, size),
    bytes: (label, make) => source.bytes(label, make),
    keyPair: (label, kind) => {
      if (kind !== "P-256") throw new TypeError(`no scene makes keys of kind ${kind}`);
      return source.keyPair(label, "ECDSA P-256");
    },
  };
}

/** An authority that nobody should trust. */
export function malloryAuthority(props: Props): Promise<Authority> {
  return rootAuthority(props, "Mallory’s Own Authority");
}

/** What not-Alice can show instead of Alice’s certificate. */
export const CLIENT_FORGERIES: readonly SwitchOption[] = [
  { value: "none", label: t`nothing`, hint: t`No certificate at all.` },
  {
    value: "self-signed",
    label: t`self-signed`,
    hint: t`A certificate in Alice’s name that not-Alice signed with their own key.`,
  },
  {
    value: "server-only",
    label: t`for servers only`,
    hint: t`From Alice’s little web server: genuine, her name, but not for clients.`,
  },
  { value: "stolen", label: t`Alice’s own`, hint: t`Alice’s real certificate; her key not-Alice does not have.` },
];

/** Makes the client’s forgeries, for real; `none` is no identity. */
export async function clientForgeries(
  props: Props,
  clinic: Authority,
  alice: Identity,
): Promise<ReadonlyMap<string, Identity>> {
  const key = await signingKey(props, "notAlice");
  const forger = { ...ALICE, root: clinic, issuing: clinic, key };
  return new Map([
    ["self-signed", await forged(props, "self-signed", forger)],
    ["server-only", await forged(props, "wrong-extended-key-usage", forger)],
    ["stolen", { ...alice, key }],
  ]);
}

/** What a forger has on the desk from the start: own keys, each once. The one from Bob's old disk turns up when it is used. */
export function forgersDesk(props: Props, forgeries: ReadonlyMap<string, Identity>): Pick<ActorState, "keys"> {
  const own = [...forgeries].filter(([kind]) => kind !== "expired").map(([, { key }]) => props.key(key));
  return { keys: [...new Set(own)].map((key): HeldKey => ({ key, part: "private", how: "made" })) };
}
