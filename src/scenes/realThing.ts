import { t } from "../language/t.ts";
/** Where in Act V the same job is done, and what happens there. */
export type RealThing = Readonly<{
  /** An address behind `#/scene/`. */
  to: string;
  /** What TLS 1.3 does there, as a sentence. */
  words: string;
}>;

/** For each scene of Acts II to IV the step of Act V that does the same job. */
export const REAL_THINGS: ReadonlyMap<string, RealThing> = new Map([
  [
    "asymmetric",
    {
      to: "tls13?step=alice.derives.handshakeKeys",
      words: t`No public key locks anything: both ends work the keys out.`,
    },
  ],
  [
    "symmetric",
    { to: "tls13?step=alice.seals.request", words: t`The letter is sealed with a key of its own direction.` },
  ],
  [
    "agreement",
    {
      to: "forward-secrecy?step=mallory.fails.encryptedExtensions",
      words: t`Bob’s keys are stolen here too, and every one is tried on what was recorded.`,
    },
  ],
  [
    "impostor",
    {
      to: "tls13?mallory=impersonate&step=alice.opens.encryptedExtensions",
      words: t`It is encrypted, and with whom is still open.`,
    },
  ],
  [
    "mitm",
    {
      to: "tls13?mallory=relay&step=alice.checks.signature",
      words: t`The relay ends at the signature that it can’t make.`,
    },
  ],
  [
    "certificate",
    { to: "tls13?step=bob.signs.conversation", words: t`CertificateVerify: Bob signs this very conversation.` },
  ],
  [
    "rejection",
    {
      to: "tls13-rejection?step=alice.checks.certificate",
      words: t`The same forgeries, with the alerts that TLS sends.`,
    },
  ],
  [
    "lookalike",
    {
      to: "tls13?step=alice.checks.certificate",
      words: t`Alice judges the certificate for the name that she asked for.`,
    },
  ],
  [
    "unknown-client",
    {
      to: "tls13?step=bob.opens.clientFinished",
      words: t`The handshake is complete, and Bob has not asked who Alice is.`,
    },
  ],
  [
    "mutual",
    {
      to: "tls13-mutual?step=bob.seals.certificateRequest",
      words: t`One message makes TLS mutual: CertificateRequest.`,
    },
  ],
  [
    "client-rejection",
    {
      to: "tls13-client-rejection?step=bob.checks.certificate",
      words: t`Bob refuses, and the alert has yet to arrive.`,
    },
  ],
  [
    "mutual-mitm",
    {
      to: "tls13-mutual?step=alice.signs.conversation",
      words: t`What Alice signs has both hellos in it: it fits no other conversation.`,
    },
  ],
]);
