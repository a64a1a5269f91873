import { t } from "../language/t.ts";
import type { VerdictArtifact } from "../sim/recording.ts";
import { SIGNATURE_WORDS } from "./words.ts";

/** Reasons that are not words already. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  "self-signed": t`self-signed`,
  "not-a-ca": t`issuer is no authority`,
};

/** What a light says, and how it shines. */
export type Light = Readonly<{ words: string; tone: "green" | "red" | "plain" }>;

/** The light of the signature over the conversation. */
export function signatureLight({ signature }: VerdictArtifact): Light {
  const tone = signature === "valid" ? "green" : signature === "invalid" ? "red" : "plain";
  return { words: SIGNATURE_WORDS[signature], tone };
}

/** The light of the whole verdict. `alarm`: accepted, and the peer is not honest. */
export function verdictLight(verdict: VerdictArtifact, alarm: boolean): Light {
  // Whether the certificate's key is here, the signature has yet to show.
  if (verdict.accepted && verdict.signature === "awaited")
    return { words: t`so far in order`, tone: alarm ? "red" : "plain" };
  if (verdict.accepted) return { words: t`accepted`, tone: alarm ? "red" : "green" };
  const reason = REASON_WORDS[verdict.reason ?? ""] ?? verdict.reason?.replaceAll("-", " ") ?? "";
  // The other light says it already.
  const known = reason === "" || reason === SIGNATURE_WORDS[verdict.signature];
  return { words: known ? t`refused` : t`refused: ${reason}`, tone: "red" };
}
