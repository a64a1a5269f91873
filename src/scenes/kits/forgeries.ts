import type { Identity } from "../../sim/actors/halves.ts";
import {
  type Authority,
  certify,
  identityOf,
  issuingAuthority,
  rootAuthority,
  signingKey,
  type Wish,
} from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorState, HeldKey } from "../../sim/recording.ts";
import type { SwitchOption } from "../types.ts";
import type { Papers } from "./papers.ts";

/** What Mallory can show instead of Bob’s certificate; each is bad for one reason. */
export const SERVER_FORGERIES: readonly SwitchOption[] = [
  { value: "self-signed", label: "self-signed", hint: "A certificate in Bob’s name that she signed with its own key." },
  {
    value: "unknown-authority",
    label: "her own authority",
    hint: "Signed by an authority that she made up this morning.",
  },
  {
    value: "stolen",
    label: "Bob’s own",
    hint: "Bob’s real certificate, copied off the wire; his key she does not have.",
  },
  {
    value: "expired",
    label: "expired",
    hint: "An old certificate of Bob’s, with the key from a disk that he threw away.",
  },
  { value: "wrong-name", label: "another’s name", hint: "Her own, quite genuine certificate: for mallory.example." },
  {
    value: "missing-middle",
    label: "middle missing",
    hint: "Issued in Bob’s name by an office that was fooled; she lacks the office’s own certificate.",
  },
];

const AS_BOB: Wish = { subject: "bob.example", names: ["bob.example"], usages: ["serverAuth"] };

export type ServerForgeries = ReadonlyMap<string, Identity>;

/** Makes all six, for real. */
export async function serverForgeries(props: Props, papers: Papers, bob: Identity): Promise<ServerForgeries> {
  const key = await signingKey(props, "mallory");
  const ownRoot = await malloryAuthority(props);
  const oldKey = await signingKey(props, "bob, long ago");
  const old = { ...AS_BOB, notBefore: "2024-01-01T00:00:00Z", notAfter: "2025-01-01T00:00:00Z" };
  const own = { subject: "mallory.example", names: ["mallory.example"], usages: ["serverAuth"] } as const;
  const fooled = await issuingAuthority(props, "Example Fooled Office", papers.root);
  return new Map([
    ["self-signed", identityOf(key, await certify(props, AS_BOB, key, "self"))],
    ["unknown-authority", identityOf(key, await certify(props, AS_BOB, key, ownRoot), ownRoot)],
    ["stolen", { ...bob, key }],
    ["expired", identityOf(oldKey, await certify(props, old, oldKey, papers.office), papers.office)],
    ["wrong-name", identityOf(key, await certify(props, own, key, papers.office), papers.office)],
    ["missing-middle", identityOf(key, await certify(props, AS_BOB, key, fooled))],
  ]);
}

/** The simplest of them alone: Mallory's own key, and a certificate in Bob's name that it signed. */
export async function selfSigned(props: Props): Promise<Identity> {
  const key = await signingKey(props, "mallory");
  return identityOf(key, await certify(props, AS_BOB, key, "self"));
}

/** An authority that nobody should trust. */
export function malloryAuthority(props: Props): Promise<Authority> {
  return rootAuthority(props, "Mallory’s Own Authority");
}

/** What not-Alice can show instead of Alice’s certificate. */
export const CLIENT_FORGERIES: readonly SwitchOption[] = [
  { value: "none", label: "nothing", hint: "No certificate at all." },
  {
    value: "self-signed",
    label: "self-signed",
    hint: "A certificate in Alice’s name that not-Alice signed with their own key.",
  },
  {
    value: "server-only",
    label: "for servers only",
    hint: "From Alice’s little web server: genuine, her name, but not for clients.",
  },
  { value: "stolen", label: "Alice’s own", hint: "Alice’s real certificate; her key not-Alice does not have." },
];

/** Makes the client’s forgeries, for real; `none` is no identity. */
export async function clientForgeries(
  props: Props,
  clinic: Authority,
  alice: Identity,
): Promise<ReadonlyMap<string, Identity>> {
  const key = await signingKey(props, "notAlice");
  const asAlice = { subject: "alice.example", names: ["alice.example"], usages: ["clientAuth"] } as const;
  const serverOnly = { ...asAlice, usages: ["serverAuth"] } as const;
  return new Map([
    ["self-signed", identityOf(key, await certify(props, asAlice, key, "self"))],
    ["server-only", identityOf(key, await certify(props, serverOnly, key, clinic))],
    ["stolen", { ...alice, key }],
  ]);
}

/** What a forger has on the desk from the start: own keys, each once. The one from Bob's old disk turns up when it is used. */
export function forgersDesk(props: Props, forgeries: ReadonlyMap<string, Identity>): Pick<ActorState, "keys"> {
  const own = [...forgeries].filter(([kind]) => kind !== "expired").map(([, { key }]) => props.key(key));
  return { keys: [...new Set(own)].map((key): HeldKey => ({ key, part: "private", how: "made" })) };
}
