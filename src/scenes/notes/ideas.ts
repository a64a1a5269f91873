import { t } from "../../language/t.ts";

/** Wrong ideas that people bring along, as they would say them. */
export const ideas = {
  M1: t`The padlock means that the site is honest.`,
  M2: t`It is encrypted, so I know who is at the other end.`,
  M3: t`The client encrypts the session key with the key in the certificate.`,
  M4: t`The certificate, or its public key, encrypts the data.`,
  M5: t`The certificate contains the private key.`,
  M6: t`Whoever shows a valid certificate is the one whom it names.`,
  M7: t`With mutual TLS, the client’s private key is sent to the server.`,
  M8: t`The authority is asked during the handshake.`,
  M9: t`Signing is encrypting with the private key.`,
  M10: t`A valid signature means accepted; expired means that it can be broken.`,
  M11: t`The handshake went well, so the server has accepted my certificate.`,
  M12: t`Somebody in the middle is always noticed.`,
  M13: t`With https, nobody sees which site I visit.`,
  M14: t`Self-signed means malicious, and https ends at the server that I think of.`,
} as const;

export type IdeaId = keyof typeof ideas;
