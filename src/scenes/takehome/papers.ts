import { pkcs8Of } from "../../crypto/keys.ts";
import { toPem } from "../../pki/pem.ts";
import type { Issue, KitSource, Paper, PaperWish } from "./issuing.ts";
import { markedPem } from "./mark.ts";
import type { KitPlan } from "./plan.ts";

/** A file of a kit: its path within the kit's folder, and its text. `secret`: it holds a private key. */
export type KitFile = Readonly<{ path: string; text: string; secret: boolean }>;

const BOB: PaperWish = { subject: "bob.example", names: ["bob.example"], usage: "serverAuth" };
/** So that Bob's certificate does on one machine, under the names that it has there. */
const BOB_AT_HOME: PaperWish = { ...BOB, names: ["bob.example", "localhost", "127.0.0.1"] };
const ALICE: PaperWish = { subject: "alice.example", names: ["alice.example"], usage: "clientAuth" };
const AUTHORITY = { ca: { pathLength: null } } as const;
const OFFICE = { ca: { pathLength: 0 } } as const;

type GoodSet = Readonly<{ root: Paper; office: Paper; clients: Paper; bob: Paper; alice: Paper }>;

/** Issues everything that a plan asks for, as files: the good set, and what the plan's forgers show. */
export async function paperFiles(plan: KitPlan, issue: Issue, source: KitSource): Promise<readonly KitFile[]> {
  const root = await issue({ subject: "Example Root Authority", ...AUTHORITY }, "self");
  const office = await issue({ subject: "Example Issuing Office", ...OFFICE }, root);
  const clients = await issue({ subject: "Clinic Patients’ Authority", ...AUTHORITY }, "self");
  const bob = await issue(BOB_AT_HOME, office);
  const alice = await issue(ALICE, clients);
  const good = { root, office, clients, bob, alice };
  const files = [
    certificates("authority/root.pem", root),
    await privateKey("authority/root.key.pem", root),
    certificates("authority/office.pem", office),
    await privateKey("authority/office.key.pem", office),
    certificates("authority/clients.pem", clients),
    await privateKey("authority/clients.key.pem", clients),
    certificates("bob/cert.pem", bob),
    certificates("bob/chain.pem", bob, office),
    await privateKey("bob/key.pem", bob),
    certificates("alice/cert.pem", alice),
    await privateKey("alice/key.pem", alice),
  ];
  return [...files, ...(await malloryFiles(plan, issue, source, good)), ...(await notAliceFiles(plan, issue, good))];
}

/** What Mallory shows: all of it for her one key, but for Bob's old certificate, whose key she has. */
async function malloryFiles(plan: KitPlan, issue: Issue, source: KitSource, good: GoodSet): Promise<KitFile[]> {
  if (plan.servers.length === 0 && !plan.clients.includes("borrowed")) return [];
  const key = await source.keyPair("mallory");
  const files = [await privateKey("mallory/key.pem", { key })];
  for (const shown of plan.servers) {
    if (shown === "self-signed") files.push(certificates("mallory/self-signed.pem", await issue(BOB, "self", key)));
    if (shown === "unknown-authority" || shown === "careless") {
      const own = await issue({ subject: "Mallory’s Own Authority", ...AUTHORITY }, "self");
      files.push(certificates("mallory/her-authority.pem", own));
      files.push(certificates("mallory/as-bob.pem", await issue(BOB, own, key)));
      if (shown === "careless") files.push(certificates("alice/careless-trust.pem", good.root, own));
    }
    if (shown === "expired") {
      const old = await issue({ ...BOB, days: [-395, -30] }, good.office);
      files.push(certificates("mallory/bobs-old.pem", old), await privateKey("mallory/bobs-old.key.pem", old));
    }
    if (shown === "wrong-name" || shown === "lookalike") {
      const name = shown === "lookalike" ? "b0b.example" : "mallory.example";
      const own = await issue({ ...BOB, subject: name, names: [name] }, good.office, key);
      files.push(certificates(`mallory/${shown === "lookalike" ? "b0b" : "her-own"}.pem`, own));
    }
    if (shown === "missing-middle") {
      const fooled = await issue({ subject: "Example Fooled Office", ...OFFICE }, good.root);
      files.push(certificates("mallory/from-fooled-office.pem", await issue(BOB, fooled, key)));
    }
  }
  return files;
}

/** What not-Alice shows, all of it for one key of theirs. */
async function notAliceFiles(plan: KitPlan, issue: Issue, good: GoodSet): Promise<KitFile[]> {
  if (!plan.clients.some((shown) => shown !== "borrowed")) return [];
  const selfSigned = await issue(ALICE, "self");
  const { key } = selfSigned;
  const files = [await privateKey("not-alice/key.pem", { key })];
  if (plan.clients.includes("self-signed")) files.push(certificates("not-alice/self-signed.pem", selfSigned));
  if (plan.clients.includes("server-only")) {
    const serverOnly = await issue({ ...ALICE, usage: "serverAuth" }, good.clients, key);
    files.push(certificates("not-alice/server-only.pem", serverOnly));
  }
  return files;
}

function certificates(path: string, ...papers: readonly Paper[]): KitFile {
  return { path, text: markedPem(papers.map(({ der }) => toPem(der)).join("")), secret: false };
}

async function privateKey(path: string, { key }: Pick<Paper, "key">): Promise<KitFile> {
  return { path, text: markedPem(toPem(await pkcs8Of(key), "PRIVATE KEY")), secret: true };
}
