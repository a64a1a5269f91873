import type { CheckId, Reason } from "../../pki/verdict.ts";
import type { VerdictArtifact } from "../../sim/recording.ts";

/** A check: its name, and the question that it answers. */
export const CHECK_WORDS: Readonly<Record<CheckId, Readonly<{ name: string; question: string }>>> = {
  chain: { name: "Chain", question: "Does a chain of issuers lead to an authority that is trusted here?" },
  form: { name: "Form", question: "Does every certificate have the form that it must have?" },
  signatures: {
    name: "Signatures in the chain",
    question: "Was every certificate really signed by the issuer that it names?",
  },
  strength: { name: "Strength", question: "Are keys and hashes strong enough that nobody can forge a signature?" },
  dates: { name: "Dates", question: "Is every certificate of the chain valid today?" },
  issuers: { name: "Issuers", question: "May every issuer in the chain issue certificates, and so many levels deep?" },
  constraints: { name: "Name constraints", question: "May the issuers issue for these names?" },
  policies: { name: "Policies", question: "Is there a policy that the whole chain was issued under?" },
  revocation: { name: "Revocation", question: "Has no issuer taken a certificate of the chain back?" },
  name: { name: "Name", question: "Is it a certificate for the name that was asked for?" },
  usage: { name: "Usage", question: "May it be used as it is here: by a server, or by a client?" },
  possession: {
    name: "Possession",
    question: "Did the other end sign this very conversation with the certificate’s private key?",
  },
};

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  "no-certificate": "No certificate came. Who keeps silent has proved nothing.",
  malformed: "What came is not a certificate: its bytes cannot be read as one.",
  "self-signed": "It vouches for itself. Anybody can write such a certificate, with any name.",
  "unknown-authority": "It is signed, but by an authority that nobody here trusts. Anybody can found an authority.",
  "missing-intermediate":
    "The certificate may be honest, but the one in the middle of its chain was not sent, so nothing leads to a trusted authority.",
  "path-too-deep": "The chain is longer than anybody is willing to follow.",
  "bad-version": "It holds what a certificate of the version that it names cannot hold.",
  "bad-serial": "Its serial number is none that an authority may give.",
  "profile-violation": "The certificate standard lets it pass, but the rules that browsers hold authorities to do not.",
  "unsupported-algorithm":
    "It is signed in a way that is not understood here, so nobody can tell whether it is genuine.",
  "weak-key": "A key in the chain is so short that others could work out its private half.",
  "weak-hash": "It is signed over a hash for which forgeries can be made.",
  "name-not-permitted": "An authority in the chain may issue for some names only, and this is none of them.",
  "no-valid-policy": "The chain demands a policy that holds from its top to its end, and there is none.",
  revoked:
    "Its issuer has taken it back. The signatures still fit, and its time is not over; it does not count any more.",
  "revocation-unknown": "Whether it was taken back cannot be told: no list or answer that counts speaks of it.",
  "no-names":
    "It holds no name that counts. A name in the subject’s common name is not looked at any more; it must be in subjectAltName.",
  "wildcard-too-wide": "Its wildcard would stand for names that belong to many different people.",
  tampered:
    "A signature in the chain does not fit: the certificate was changed after it was issued, or its issuer never signed it.",
  expired: "Its time is over. The signatures still fit; the issuer just no longer vouches for it.",
  "not-yet-valid": "Its time has not come yet.",
  "wrong-name": "It is a certificate for another name. It may be flawless, but it says nothing about this one.",
  "not-a-ca": "One of the issuers in the chain is no authority: its certificate may not sign others.",
  "path-too-long": "An authority in the chain allows fewer authorities below it than there are.",
  "wrong-usage":
    "It was issued for another use: a server’s certificate does not make a client, nor the other way round.",
  "unsupported-extension": "It demands to be understood in a way that is not understood here, so it must be refused.",
  "signature-invalid":
    "The signature does not fit this conversation and the certificate’s key. Holding a copy of a certificate is not holding its private key.",
  "signature-absent":
    "No signature over this conversation came. A certificate alone proves nothing: anybody may hold a copy.",
};

/** A sentence for a person about a reason of refusal; names a reason that it does not know. */
export function reasonWords(reason: string): string {
  return isReason(reason) ? REASON_WORDS[reason] : `Refused: ${reason}.`;
}

/** The light of the signature over the conversation. */
export const SIGNATURE_WORDS: Readonly<Record<VerdictArtifact["signature"], string>> = {
  valid: "valid",
  invalid: "invalid",
  absent: "absent",
  unchecked: "not looked at",
  awaited: "not here yet",
};

/** What an accepted verdict is worth, in a sentence. `mistaken`: how the peer came to be taken for somebody else. */
export function acceptedWords(verdict: VerdictArtifact, mistaken: "theft" | "authority" | null): string {
  const off = verdict.checks.filter((check) => check.skippedBy !== null).length;
  if (off > 0)
    return `Accepted, but ${off === 1 ? "one check was" : `${off} checks were`} turned off: what it would have shown, nobody looked at.`;
  if (verdict.signature === "awaited")
    return "Every check of the certificate passed. Whether whoever showed it holds its key, the signature has to show: it comes next.";
  if (mistaken === "theft")
    return `Every check passed, and this is not “${verdict.about}”: the key is in other hands, and no check can see hands.`;
  if (mistaken === "authority")
    return `Every check passed, and this is not “${verdict.about}”: an authority that is trusted here vouches for somebody else.`;
  return `Every check passed: this really is “${verdict.about}”. It does not say that “${verdict.about}” is honest.`;
}

/** Is it one of the judge's reasons? A recording may be of another time. */
export function isReason(reason: string): reason is Reason {
  return reason in REASON_WORDS;
}
