import { plural, t } from "../../language/t.ts";
import type { CheckId, Reason } from "../../pki/verdict.ts";
import type { VerdictArtifact } from "../../sim/recording.ts";

/** A check: its name, and the question that it answers. */
export const CHECK_WORDS: Readonly<Record<CheckId, Readonly<{ name: string; question: string }>>> = {
  chain: { name: t`Chain`, question: t`Does a chain of issuers lead to an authority that is trusted here?` },
  form: { name: t`Form`, question: t`Does every certificate have the form that it must have?` },
  signatures: {
    name: t`Signatures in the chain`,
    question: t`Was every certificate really signed by the issuer that it names?`,
  },
  strength: { name: t`Strength`, question: t`Are keys and hashes strong enough that nobody can forge a signature?` },
  dates: { name: t`Dates`, question: t`Is every certificate of the chain valid today?` },
  issuers: {
    name: t`Issuers`,
    question: t`May every issuer in the chain issue certificates, and so many levels deep?`,
  },
  constraints: { name: t`Name constraints`, question: t`May the issuers issue for these names?` },
  policies: { name: t`Policies`, question: t`Is there a policy that the whole chain was issued under?` },
  revocation: { name: t`Revocation`, question: t`Has no issuer taken a certificate of the chain back?` },
  name: { name: t`Name`, question: t`Is it a certificate for the name that was asked for?` },
  usage: { name: t`Usage`, question: t`May it be used as it is here: by a server, or by a client?` },
  possession: {
    name: t`Possession`,
    question: t`Did the other end sign this very conversation with the certificate’s private key?`,
  },
};

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  "no-certificate": t`No certificate came. Who keeps silent has proved nothing.`,
  malformed: t`What came is not a certificate: its bytes cannot be read as one.`,
  "self-signed": t`It vouches for itself. Anybody can write such a certificate, with any name.`,
  "unknown-authority": t`It is signed, but by an authority that nobody here trusts. Anybody can found an authority.`,
  "missing-intermediate": t`The certificate may be honest, but the one in the middle of its chain was not sent, so nothing leads to a trusted authority.`,
  "path-too-deep": t`The chain is longer than anybody is willing to follow.`,
  "bad-version": t`It holds what a certificate of the version that it names cannot hold.`,
  "bad-serial": t`Its serial number is none that an authority may give.`,
  "profile-violation": t`The certificate standard lets it pass, but the rules that browsers hold authorities to do not.`,
  "unsupported-algorithm": t`It is signed in a way that is not understood here, so nobody can tell whether it is genuine.`,
  "weak-key": t`A key in the chain is so short that others could work out its private half.`,
  "weak-hash": t`It is signed over a hash for which forgeries can be made.`,
  "name-not-permitted": t`An authority in the chain may issue for some names only, and this is none of them.`,
  "no-valid-policy": t`The chain demands a policy that holds from its top to its end, and there is none.`,
  revoked: t`Its issuer has taken it back. The signatures still fit, and its time is not over; it does not count any more.`,
  "revocation-unknown": t`Whether it was taken back cannot be told: no list or answer that counts speaks of it.`,
  "no-names": t`It holds no name that counts. A name in the subject’s common name is not looked at any more; it must be in subjectAltName.`,
  "wildcard-too-wide": t`Its wildcard would stand for names that belong to many different people.`,
  tampered: t`A signature in the chain does not fit: the certificate was changed after it was issued, or its issuer never signed it.`,
  expired: t`Its time is over. The signatures still fit; the issuer just no longer vouches for it.`,
  "not-yet-valid": t`Its time has not come yet.`,
  "wrong-name": t`It is a certificate for another name. It may be flawless, but it says nothing about this one.`,
  "not-a-ca": t`One of the issuers in the chain is no authority: its certificate may not sign others.`,
  "path-too-long": t`An authority in the chain allows fewer authorities below it than there are.`,
  "wrong-usage": t`It was issued for another use: a server’s certificate does not make a client, nor the other way round.`,
  "unsupported-extension": t`It demands to be understood in a way that is not understood here, so it must be refused.`,
  "signature-invalid": t`The signature does not fit this conversation and the certificate’s key. Holding a copy of a certificate is not holding its private key.`,
  "signature-absent": t`No signature over this conversation came. A certificate alone proves nothing: anybody may hold a copy.`,
};

/** A sentence for a person about a reason of refusal; names a reason that it does not know. */
export function reasonWords(reason: string): string {
  return isReason(reason) ? REASON_WORDS[reason] : t`Refused: ${reason}.`;
}

/** The light of the signature over the conversation. */
export const SIGNATURE_WORDS: Readonly<Record<VerdictArtifact["signature"], string>> = {
  valid: t`valid`,
  invalid: t`invalid`,
  absent: t`absent`,
  unchecked: t`not looked at`,
  awaited: t`not here yet`,
};

/** What an accepted verdict is worth, in a sentence. `mistaken`: how the peer came to be taken for somebody else. */
export function acceptedWords(verdict: VerdictArtifact, mistaken: "theft" | "authority" | null): string {
  const off = verdict.checks.filter((check) => check.skippedBy !== null).length;
  if (off > 0)
    return plural(off, {
      one: "Accepted, but one check was turned off: what it would have shown, nobody looked at.",
      other: "Accepted, but # checks were turned off: what they would have shown, nobody looked at.",
    });
  if (verdict.signature === "awaited")
    return t`Every check of the certificate passed. Whether whoever showed it holds its key, the signature has to show: it comes next.`;
  if (mistaken === "theft")
    return t`Every check passed, and this is not “${verdict.about}”: the key is in other hands, and no check can see hands.`;
  if (mistaken === "authority")
    return t`Every check passed, and this is not “${verdict.about}”: an authority that is trusted here vouches for somebody else.`;
  return t`Every check passed: this really is “${verdict.about}”. It does not say that “${verdict.about}” is honest.`;
}

/** Is it one of the judge's reasons? A recording may be of another time. */
export function isReason(reason: string): reason is Reason {
  return reason in REASON_WORDS;
}
