import { pkcs8Of } from "../../crypto/authorityKeys.ts";
import { generateKeyPair } from "../../crypto/keys.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { Source } from "../../crypto/source.ts";
import { toPem } from "../../pki/pem.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { type Authority, certify, identityOf, noted, rootAuthority, signingKey } from "../../sim/identity.ts";
import { Props } from "../../sim/props.ts";
import { Vault } from "../../sim/vault.ts";
import { type ServerForgeries, serverForgeries } from "../kits/forgeries.ts";
import { type Papers, serverAuthority } from "../kits/papers.ts";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

/** The names of this machine, beside the one that Bob goes by on stage. */
const NAMES = ["bob.example", "localhost", "127.0.0.1"];

/** What is made once and lasts as long as the page: real programs are told to trust its root. */
export type LivePapers = Readonly<{
  papers: Papers;
  bob: Identity;
  forgeries: ServerForgeries;
  /** Bob knows whoever has a certificate of this one; and such a certificate with its key, in PEM, to be given away. */
  clients: Authority;
  visitor: string;
  /** The root's certificate, in PEM. */
  pem: string;
}>;

/** Makes Bob's authority, his certificate, and all that Mallory could show, for real programs with today's clock. */
export async function makeLivePapers(now: Date): Promise<LivePapers> {
  const props = new Props(
    new Source(new RsaPool(0)),
    () => now,
    () => ({}),
    new Vault(new Map()),
  );
  const life = {
    notBefore: new Date(now.getTime() - HOUR).toISOString(),
    notAfter: new Date(now.getTime() + WEEK).toISOString(),
  };
  const papers = await serverAuthority(props);
  const forServers = { subject: "bob.example", names: NAMES, usages: ["serverAuth"], ...life } as const;
  const key = await signingKey(props, "bob");
  const bob = identityOf(key, await certify(props, forServers, key, papers.office), papers.office);
  const made = await serverForgeries(props, papers, bob);
  // Flawless: made with the authority's own key, which she has stolen.
  const malloryKey = await signingKey(props, "mallory");
  const genuine = await certify(props, forServers, malloryKey, papers.office);
  const forgeries = new Map([...made, ["genuine", identityOf(malloryKey, genuine, papers.office)] as const]);
  const clients = await rootAuthority(props, "Example Clients’ Authority");
  const forClients = { subject: "alice.example", names: ["alice.example"], usages: ["clientAuth"], ...life } as const;
  const clientKey = await generateKeyPair("ECDSA P-256", true);
  const { der } = await certify(props, forClients, clientKey, clients);
  const visitor = `${toPem(der)}${toPem(await pkcs8Of(clientKey.privateKey), "PRIVATE KEY")}`;
  return { papers, bob, forgeries, clients, visitor, pem: toPem(papers.root.der) };
}

/** Names in a run what was made before it. */
export async function notedIn(props: Props, live: LivePapers): Promise<void> {
  const { papers, bob, forgeries, clients } = live;
  for (const { der, key } of [papers.root, papers.office, clients]) await noted(props, der, key);
  for (const { chain, key } of [bob, ...forgeries.values()]) {
    const [endEntity] = chain;
    if (endEntity !== undefined) await noted(props, endEntity, key);
  }
}
