import * as v from "valibot";
import { ANY_TERMS } from "../pki/path/checks/policies.ts";
import type { PathRequest } from "../pki/path/judge.ts";
import { fromPem, PemError } from "../pki/pem.ts";
import { brief } from "../pki/visible.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type CaseId = string | number | null;

/** What a line holds: a case to judge, or why it is none, in a sentence without a full stop. */
export type ReadCase = Readonly<{ id: CaseId } & ({ request: PathRequest } | { wrong: string })>;

const MAX_ITEMS = 1000;
const MAX_ID = 1000;
const MAX_NAME = 1000;

const pem = v.string();
const pems = v.optional(v.pipe(v.array(pem), v.maxLength(MAX_ITEMS)), []);
const idSchema = v.union([v.pipe(v.string(), v.maxLength(MAX_ID)), v.number(), v.null()]);
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/;

const caseSchema = v.object({
  id: v.optional(idSchema, null),
  purpose: v.picklist(["server", "client"]),
  profile: v.optional(v.picklist(["rfc5280", "webpki"]), "webpki"),
  time: v.nullish(v.pipe(v.string(), v.regex(ISO, "Invalid time: expected ISO 8601"))),
  name: v.nullish(v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_NAME))),
  peer: pem,
  intermediates: pems,
  roots: pems,
  crls: pems,
  ocsp: v.optional(v.pipe(v.array(v.pipe(v.string(), v.base64())), v.maxLength(MAX_ITEMS)), []),
  policies: v.optional(
    v.object({
      acceptable: v.optional(v.nullable(v.pipe(v.array(v.string()), v.maxLength(MAX_ITEMS))), ANY_TERMS.acceptable),
      explicit: v.optional(v.boolean(), ANY_TERMS.explicit),
      inhibitMapping: v.optional(v.boolean(), ANY_TERMS.inhibitMapping),
      inhibitAnyPolicy: v.optional(v.boolean(), ANY_TERMS.inhibitAnyPolicy),
    }),
    {},
  ),
  strict: v.optional(v.boolean(), true),
});

/** Reads one line. Never throws; `now`, in milliseconds since 1970, is the time where the case names none. */
export function readCase(line: string, now: number): ReadCase {
  const data = parseJson(line);
  if (data === undefined) return { id: null, wrong: "the line is no JSON" };
  const id = idOf(data);
  const shape = v.safeParse(caseSchema, data, { abortEarly: true });
  if (!shape.success) return { id, wrong: sentenceOf(shape.issues[0]) };
  try {
    return { id, request: requestOf(shape.output, now) };
  } catch (error) {
    if (error instanceof PemError) return { id, wrong: error.message };
    throw error;
  }
}

/** Throws PemError. */
function requestOf(one: v.InferOutput<typeof caseSchema>, now: number): PathRequest {
  const at = one.time === null || one.time === undefined ? new Date(now) : new Date(one.time);
  if (Number.isNaN(at.getTime())) throw new PemError("time is none");
  const [first = new Uint8Array(), ...more] = blocksIn(one.peer, "CERTIFICATE");
  const anchors = one.roots.flatMap((text, i) => {
    const found = fromPem(text);
    if (found.length === 0) throw new PemError(`roots.${i} holds no certificate`);
    return found;
  });
  return {
    purpose: one.purpose,
    profile: one.profile,
    strict: one.strict,
    name: one.name ?? null,
    at,
    presented: [first, ...more, ...one.intermediates.flatMap((text) => blocksIn(text, "CERTIFICATE"))],
    anchors,
    crls: one.crls.flatMap((text) => blocksIn(text, "X509 CRL")),
    ocsp: one.ocsp.map((text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))),
    policies: one.policies,
    skip: new Map(),
  };
}

/** What came from a stranger and is no PEM is as good as one block that can't be read: it came, and says nothing. */
function blocksIn(text: string, label: string): readonly Bytes[] {
  try {
    const found = fromPem(text, label);
    return found.length === 0 ? [new Uint8Array()] : found;
  } catch (error) {
    if (error instanceof PemError) return [new Uint8Array()];
    throw error;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Also of a case with something else wrong, so that its sender can tell which it was. */
function idOf(data: unknown): CaseId {
  const found = v.safeParse(v.object({ id: idSchema }), data);
  return found.success ? found.output.id : null;
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return brief(path === null ? message : `${path}: ${message}`);
}
