import { fromHex } from "../../bytes/hex.ts";
import { toBase64Url } from "../../crypto/base64.ts";
import { importPublicKey } from "../../crypto/keys.ts";
import type { HttpMessage } from "../../http/plain.ts";
import { readRequest } from "../../pki/certificationRequest.ts";
import type { Bytes } from "../../story/messages.ts";
import type { Acting, Endpoint, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import { type Authority, certifyKey, nameCertificate } from "../identity.ts";
import { converse, type Network } from "../network/network.ts";
import type { ActorId, CertificateId, PacketArtifact, SimEvent, SwitchId } from "../recording.ts";
import type { RequestArtifact } from "../requests.ts";
import { type Applicant, draw } from "./applying.ts";
import { challengeTarget, httpIn, keyAuthorization, writeHttp } from "./httpPackets.ts";

type Examined = Extract<SimEvent, { type: "examines" }>;

export type OfficePlan = Readonly<{
  self: Self;
  /** With what it signs. */
  issuer: Authority;
  /** Who answers at the hosts' address. */
  server: ActorId;
  network: Network;
  /** From where it looks, as `Network.places` has it; null: from the far end of the wire. */
  looksFrom: () => readonly (number | null)[];
  /** The switch that turns a check off at this moment; null: it is made. */
  skippedBy: (what: Examined["what"]) => SwitchId | null;
  validity: Readonly<{ notBefore: string; notAfter: string }>;
}>;

export type IssuedCertificate = Readonly<{ der: Bytes; certificate: CertificateId }>;

/**
 * From a request to a certificate, or to a refusal (null), as ACME has it (RFC 8555): the request's signature must fit
 * its key (RFC 2986 §3), and whoever asks must make a token appear at the address that is asked for (RFC 8555 §8.3).
 */
export async function* certificateFor(plan: OfficePlan, applicant: Applicant): Acting<IssuedCertificate | null> {
  const request = yield* draw(applicant);
  const { id: actor } = applicant.self;
  const office = plan.self.id;
  yield { type: "asksFor", actor, authority: office, key: request.key, host: applicant.host, request: request.id };
  const isSigned = yield* examineSignature(plan, actor, request);
  if (!isSigned || !(yield* examineControl(plan, applicant, request))) return null;
  const issued = await issue(plan, request);
  if (issued !== null) yield { type: "issues", actor: office, to: actor, certificate: issued.certificate };
  return issued;
}

async function* examineSignature(plan: OfficePlan, applicant: ActorId, request: RequestArtifact): Acting<boolean> {
  const expected = "a signature made with the private key that belongs to the request’s public key";
  const skippedBy = plan.skippedBy("signature");
  const fits = skippedBy === null ? (await readRequest(fromHex(request.der))).isSigned : null;
  const found = fits === null ? "nobody looked" : fits ? "it fits" : "it does not fit";
  const result = fits === null ? "skipped" : fits ? "passed" : "failed";
  const what = "signature";
  const parts = { applicant, what, request: request.id, result, skippedBy, expected, found: [found] } as const;
  yield { type: "examines", actor: plan.self.id, ...parts };
  return fits ?? true;
}

async function* examineControl(plan: OfficePlan, applicant: Applicant, request: RequestArtifact): Acting<boolean> {
  const { self } = plan;
  const { host, thumbprint } = applicant;
  const what = "control";
  const about = { type: "examines", actor: self.id, applicant: applicant.self.id, what, request: request.id } as const;
  const skippedBy = plan.skippedBy("control");
  if (skippedBy !== null) {
    yield { ...about, result: "skipped", skippedBy, expected: "a token at the address", found: ["nobody looked"] };
    return true;
  }
  // 16 random bytes: what cannot be guessed (RFC 8555 §8.3 asks for 128 bits).
  const token = toBase64Url(await self.props.source.random(`token for ${applicant.self.id}`, 16));
  yield { type: "challenges", actor: self.id, to: applicant.self.id, host, token };
  const [target, expected] = [challengeTarget(token), keyAuthorization(token, thumbprint)];
  yield* applicant.publish(target, expected);
  const answers: (HttpMessage | null)[] = [];
  for (const place of plan.looksFrom()) answers.push(yield* look(plan, host, target, place));
  const passed = answers.every((answer) => answer?.type === "HttpResponse" && isIt(answer, expected));
  const found = answers.map((answer) => foundWords(answer, expected));
  yield { ...about, result: passed ? "passed" : "failed", skippedBy: null, expected, found };
  return passed;
}

/** Fetches what stands at an address, in plain HTTP, over the wire as it is; null where no answer comes. */
async function* look(plan: OfficePlan, host: string, target: string, place: number | null): Acting<HttpMessage | null> {
  const { self, server, network } = plan;
  const desk = new Desk();
  const places = new Map(place === null ? [] : [[self.id, place]]);
  const endpoints = { ...network.endpoints, [self.id]: desk };
  const packet = yield* writeHttp(self, server, { type: "HttpRequest", host, target });
  yield* converse({ ...network, endpoints, places }, self.id, [packet]);
  return desk.answer;
}

/** Where answers come in. */
class Desk implements Endpoint {
  answer: HttpMessage | null = null;

  // biome-ignore lint/correctness/useYield: what is made of it is told when all answers are there.
  async *receive(packet: PacketArtifact): Acting<readonly Sending[]> {
    this.answer = httpIn(packet);
    return [];
  }
}

function isIt(answer: HttpMessage & { type: "HttpResponse" }, expected: string): boolean {
  return answer.status === 200 && answer.body === expected;
}

function foundWords(answer: HttpMessage | null, expected: string): string {
  if (answer?.type !== "HttpResponse") return "no answer";
  if (answer.status === 404) return "404, it is not there";
  return isIt(answer, expected) ? "200, it is there" : "200, something else is there";
}

/** Signs what the request says, with its public key; null where that is no key of ours. */
async function issue(plan: OfficePlan, request: RequestArtifact): Promise<IssuedCertificate | null> {
  const { self, issuer, validity } = plan;
  const { names, spki } = await readRequest(fromHex(request.der));
  const key = await importPublicKey("ECDSA P-256", spki);
  const [subject] = names;
  if (key === null || subject === undefined) return null;
  const wish = { subject, names, usages: ["serverAuth"], ...validity } as const;
  const der = await certifyKey(self.props, wish, key, issuer);
  return { der, certificate: await nameCertificate(self.props, der) };
}
