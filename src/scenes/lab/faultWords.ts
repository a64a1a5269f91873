import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { SwitchOption } from "../types.ts";

type Said = readonly [label: string, hint: string];

/** What a certificate with each fault is called where it is chosen, and what is wrong with it. */
const FAULT_WORDS: Readonly<Record<FaultId, Said>> = {
  expired: [t`expired`, t`It ran out a month ago.`],
  "not-yet-valid": [t`not yet valid`, t`It begins a month from now.`],
  "expired-intermediate": [
    t`office expired`,
    t`It is fresh; the certificate of the office that signed it has run out.`,
  ],
  "wrong-name": [t`another’s name`, t`Genuine, and made out to somebody else.`],
  "name-only-in-cn": [
    t`name in the old place`,
    t`The name stands in the common name alone, where nobody looks any more.`,
  ],
  "wildcard-too-wide": [t`wildcard too wide`, t`For every name under a whole top-level domain.`],
  "self-signed": ["self-signed", t`Signed with its own key: nobody else vouches for it.`],
  "unknown-root": [t`unknown authority`, t`From an authority that the other end has never heard of.`],
  "missing-intermediate": [
    t`middle missing`,
    t`Shown without the office’s certificate that links it to the authority.`,
  ],
  "wrong-order": [t`wrong order`, t`All of the chain is there, in the wrong order. Receivers put up with that.`],
  "intermediate-not-a-ca": [
    t`signed by a customer`,
    t`Signed by somebody who has a certificate, and may not issue any.`,
  ],
  "path-too-long": [t`chain too long`, t`There is one office more in the chain than the authority allows.`],
  "wrong-key-usage": [t`not for TLS`, t`Its key may sign documents, and no conversations.`],
  "wrong-extended-key-usage": [t`for the other side`, t`A server’s certificate at the client, or the other way round.`],
  "name-outside-constraints": [t`office out of bounds`, t`The office that signed it may issue for other names only.`],
  "tampered-signature": [t`spoiled`, t`One bit of the authority’s signature is not as it was.`],
  "weak-hash": [t`old hash`, t`Its office signs with SHA-1.`],
  "weak-key": [t`short key`, t`Its key is RSA with 1024 bits.`],
  "revoked-by-crl": [t`revoked, on a list`, t`Taken back by its authority. The other end has the list (CRL).`],
  "revoked-by-ocsp": [t`revoked, by answer`, t`Taken back by its authority. The other end has its answer (OCSP).`],
  "key-not-held": [t`without its key`, t`In order, but the key that signs is another one.`],
  "certificate-missing": [t`no certificate`, t`Nothing at all is shown.`],
};

/** A fault as an option of a choice. */
export function faultOption(fault: FaultId): SwitchOption {
  const [label, hint] = FAULT_WORDS[fault];
  return { value: fault, label, hint };
}
