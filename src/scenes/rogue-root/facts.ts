import { artifacts, commonName } from "../../sim/lookup.ts";
import type { CertificateArtifact, Recording } from "../../sim/recording.ts";
import { stepOf } from "../phrases/facts.ts";
import type { StepContext } from "../types.ts";
import { PROXY_AUTHORITY } from "./proxy.ts";

/** Whether the proxy answered Alice itself. */
export function isProxied({ recording }: StepContext): boolean {
  return stepOf(recording, "mallory.issues.mallory") !== null;
}

/** The two certificates for the name: the real one, and the one made on the way, where there is one. */
export function bothOf(
  recording: Recording,
): Readonly<{ bobs: CertificateArtifact; proxys: CertificateArtifact | null }> | null {
  const all = [...artifacts(recording).values()].filter((a): a is CertificateArtifact => a.kind === "certificate");
  const own = recording.start.actors.bob?.certificates[0];
  const bobs = all.find(({ id }) => id === own);
  const proxys = all.find(({ issuer, isCA }) => !isCA && commonName(issuer) === PROXY_AUTHORITY) ?? null;
  return bobs === undefined ? null : { bobs, proxys };
}
