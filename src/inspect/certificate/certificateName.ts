import { artifact, commonName } from "../../sim/lookup.ts";
import type { CertificateId, Recording } from "../../sim/recording.ts";
import { visible } from "./visible.ts";

/** How a certificate is called: by its subject’s common name. */
export function certificateName(recording: Recording, id: CertificateId): string {
  return visible(commonName(artifact(recording, "certificate", id).subject));
}
