import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../bytes/hex.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import { generateKeyPair, type KeyPair } from "../../crypto/keys.ts";
import { issueCertificate } from "../../pki/issue/issue.ts";
import type { IssueRequest } from "../../pki/issue/request.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { explained } from "../bytes/explained.ts";
import { fieldWords } from "../bytes/words.ts";
import { castOf, recordingOf, worldOf } from "../sample.ts";
import { chainOf } from "./chain.ts";

type Issued = Readonly<{ artifact: CertificateArtifact; der: Uint8Array; keys: KeyPair }>;

let root: Issued;
let twin: Issued;
let middle: Issued;
let bob: Issued;

beforeAll(async () => {
  twin = await issued("twin", "Authority", null);
  root = await issued("root", "Authority", null);
  middle = await issued("middle", "Issuing", root);
  bob = await issued("bob", "bob.example", middle);
});

describe("chainOf", () => {
  test("leads by names and key identifiers to the one that is its own issuer", () => {
    expect(ids([twin, root, middle, bob])).toEqual(["bob", "middle", "root"]);
  });

  test("ends where the issuer is not known, and does not take one of the same name for it", () => {
    expect(ids([root, bob])).toEqual(["bob"]);
    expect(ids([twin, middle, bob])).toEqual(["bob", "middle"]);
  });
});

test("every field of a certificate and of its key has a sentence", () => {
  const content = explained(bob.artifact);
  if (content === null) throw new Error("no bytes");
  const wordless = all(content.tree).filter((field) => fieldWords(field.path) === null);
  expect(wordless.map((field) => field.path)).toEqual([]);
});

test("bytes that are no certificate are shown all the same", () => {
  expect(explained({ ...bob.artifact, der: "ff" })?.tree).toMatchObject({ name: "bytes", end: 1 });
});

function ids(known: readonly Issued[]): readonly string[] {
  const cast = castOf(1);
  const recording = recordingOf(
    cast,
    worldOf(cast),
    [],
    known.map(({ artifact }) => artifact),
  );
  return chainOf(recording, 0, bob.artifact).map(({ id }) => id);
}

async function issued(id: string, subject: string, by: Issued | null): Promise<Issued> {
  const keys = await generateKeyPair("ECDSA P-256");
  const isCA = id !== "bob";
  const notBefore = new Date("2026-01-01T00:00:00Z");
  const notAfter = new Date("2027-01-01T00:00:00Z");
  const names = isCA ? [] : [subject];
  const usages: IssueRequest["usages"] = isCA ? [] : ["serverAuth"];
  const ca: IssueRequest["ca"] = isCA ? { pathLength: null } : false;
  const contents = {
    subject,
    names,
    usages,
    ca,
    publicKey: keys.publicKey,
    notBefore,
    notAfter,
    serial: new Uint8Array(16).fill(7),
  };
  const der = await issueCertificate(
    by === null
      ? { ...contents, issuer: "self", privateKey: keys.privateKey }
      : { ...contents, issuer: { der: by.der, privateKey: by.keys.privateKey } },
  );
  const issuer = by === null ? `CN=${subject}` : by.artifact.subject;
  return { artifact: artifactOf(id, toHex(der), `CN=${subject}`, issuer, isCA), der, keys };
}

function artifactOf(id: string, der: string, subject: string, issuer: string, isCA: boolean): CertificateArtifact {
  const dates = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2027-01-01T00:00:00Z" };
  return {
    kind: "certificate",
    id,
    der,
    subject,
    issuer,
    names: [],
    ...dates,
    usages: [],
    isCA,
    serial: "07",
    key: id,
    fingerprint: "00",
  };
}

function all(tree: ByteTree): readonly ByteTree[] {
  return [tree, ...tree.children.flatMap(all)];
}
