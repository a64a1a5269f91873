import { loadSigningKey } from "../../crypto/signatures.ts";
import { parseCertificate } from "../../pki/parse.ts";
import { judgePath } from "../../pki/path/judge.ts";
import { fromPem } from "../../pki/pem.ts";
import type { Identity, PeerVerdict, VerifyPeer } from "../../tls/config.ts";

/** Certificates and keys (PKCS#8) as PEM, as e2e/bench/world.mjs makes them. */
export type Pems = Readonly<{ root: string; server: Party; client: Party }>;
type Party = Readonly<{ chain: string; key: string }>;

/** The same, made once and ready: what a long-lived program holds. */
export type World = Readonly<{
  root: Uint8Array<ArrayBuffer>;
  server: Identity;
  client: Identity;
  verifyPeer: VerifyPeer;
}>;

export async function makeWorld(pems: Pems): Promise<World> {
  const root = onlyOne(fromPem(pems.root));
  return {
    root,
    server: await identity(pems.server),
    client: await identity(pems.client),
    verifyPeer: (path, purpose) => verify(path, purpose, root),
  };
}

async function identity(party: Party): Promise<Identity> {
  const key = await loadSigningKey(onlyOne(fromPem(party.key, "PRIVATE KEY")));
  if (key === null) throw new Error("a key that can't be used");
  return { path: fromPem(party.chain), key };
}

async function verify(
  path: readonly Uint8Array<ArrayBuffer>[],
  purpose: "server" | "client",
  root: Uint8Array,
): Promise<PeerVerdict> {
  const verdict = await judgePath({
    purpose,
    name: purpose === "server" ? "localhost" : null,
    at: new Date(Date.now()),
    presented: path,
    anchors: [root],
    skip: new Map(),
  });
  const leaf = path[0];
  if (!verdict.accepted || leaf === undefined) throw new Error(`refused: ${verdict.reason}`);
  const { spki, subject } = parseCertificate(leaf);
  return { ok: true, publicKey: spki, subject };
}

function onlyOne<T>(list: readonly T[]): T {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`${list.length} blocks of PEM where one was wanted`);
  return first;
}
