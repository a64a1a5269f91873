import type { FaultId } from "../../pki/issue/faults.ts";
import type { SwitchOption } from "../types.ts";

type Said = readonly [label: string, hint: string];

/** What a certificate with each fault is called where it is chosen, and what is wrong with it. */
const FAULT_WORDS: Readonly<Record<FaultId, Said>> = {
  expired: ["expired", "It ran out a month ago."],
  "not-yet-valid": ["not yet valid", "It begins a month from now."],
  "expired-intermediate": ["office expired", "It is fresh; the certificate of the office that signed it has run out."],
  "wrong-name": ["another’s name", "Genuine, and made out to somebody else."],
  "name-only-in-cn": [
    "name in the old place",
    "The name stands in the common name alone, where nobody looks any more.",
  ],
  "wildcard-too-wide": ["wildcard too wide", "For every name under a whole top-level domain."],
  "self-signed": ["self-signed", "Signed with its own key: nobody else vouches for it."],
  "unknown-root": ["unknown authority", "From an authority that the other end has never heard of."],
  "missing-intermediate": ["middle missing", "Shown without the office’s certificate that links it to the authority."],
  "wrong-order": ["wrong order", "All of the chain is there, in the wrong order. Receivers put up with that."],
  "intermediate-not-a-ca": ["signed by a customer", "Signed by somebody who has a certificate, and may not issue any."],
  "path-too-long": ["chain too long", "There is one office more in the chain than the authority allows."],
  "wrong-key-usage": ["not for TLS", "Its key may sign documents, and no conversations."],
  "wrong-extended-key-usage": ["for the other side", "A server’s certificate at the client, or the other way round."],
  "name-outside-constraints": ["office out of bounds", "The office that signed it may issue for other names only."],
  "tampered-signature": ["spoiled", "One bit of the authority’s signature is not as it was."],
  "weak-hash": ["old hash", "Its office signs with SHA-1."],
  "weak-key": ["short key", "Its key is RSA with 1024 bits."],
  "revoked-by-crl": ["revoked, on a list", "Taken back by its authority. The other end has the list (CRL)."],
  "revoked-by-ocsp": ["revoked, by answer", "Taken back by its authority. The other end has its answer (OCSP)."],
  "key-not-held": ["without its key", "In order, but the key that signs is another one."],
  "certificate-missing": ["no certificate", "Nothing at all is shown."],
};

/** A fault as an option of a choice. */
export function faultOption(fault: FaultId): SwitchOption {
  const [label, hint] = FAULT_WORDS[fault];
  return { value: fault, label, hint };
}
