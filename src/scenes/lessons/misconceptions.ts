import { t } from "../../language/t.ts";

export const MISCONCEPTION_IDS = [
  "M1",
  "M2",
  "M3",
  "M4",
  "M5",
  "M6",
  "M7",
  "M8",
  "M9",
  "M10",
  "M11",
  "M12",
  "M13",
  "M14",
] as const;

export type MisconceptionId = (typeof MISCONCEPTION_IDS)[number];

/** A wrong idea as people put it, and where it was found: studies are named as such, the rest shows that it is about. */
export type Misconception = Readonly<{ idea: string; source: string }>;

/** The ideas that these scenes are made to break (MODEL.md). */
export const MISCONCEPTIONS: Readonly<Record<MisconceptionId, Misconception>> = {
  M1: {
    idea: t`The padlock means that the site is honest.`,
    source: t`Google survey, n = 1,880: 89% misread it (research.google, pub51481)`,
  },
  M2: {
    idea: t`What is encrypted is with the right one.`,
    source: t`Krombholz et al. 2019: 18 users, 12 administrators`,
  },
  M3: {
    idea: t`The client locks the session key with the certificate’s key.`,
    source: t`tutorials that describe the RSA exchange of TLS 1.2 as TLS`,
  },
  M4: { idea: t`The certificate, or the public key, encrypts the data.`, source: t`course pages and comics` },
  M5: { idea: t`A certificate has the private key in it.`, source: t`a widely read comic on TLS` },
  M6: {
    idea: t`Whoever shows a valid certificate is the one named in it.`,
    source: t`explainers that leave CertificateVerify out`,
  },
  M7: {
    idea: t`Mutual TLS sends the client’s private key.`,
    source: t`makers of mTLS tools who feel they must deny it`,
  },
  M8: {
    idea: t`The authority is asked during the handshake.`,
    source: t`drawings with the authority as a third party that is online`,
  },
  M9: {
    idea: t`Encrypting with the private key hides something.`,
    source: t`textbooks, question-and-answer sites`,
  },
  M10: {
    idea: t`Expired means broken, and validly signed means accepted.`,
    source: t`quizzes of certificate tools`,
  },
  M11: {
    idea: t`The handshake went well, so my certificate was accepted.`,
    source: t`golang/go issue 28779, rustls issue 1707, and many more`,
  },
  M12: {
    idea: t`Somebody in the middle is always noticed.`,
    source: t`interception tools that first need an authority installed; the SEED labs`,
  },
  M13: { idea: t`HTTPS hides which server I want.`, source: t`lists of what a padlock does not promise` },
  M14: {
    idea: t`Self-signed means wicked, and the channel ends where I think it does.`,
    source: t`mTLS set-ups behind proxies`,
  },
};
