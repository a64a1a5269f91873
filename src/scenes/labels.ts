import { t } from "../language/t.ts";
import type { PacketArtifact } from "../sim/recording.ts";

/** What packets are called in the tale, without an article, by their labels. */
const CALLED: Readonly<Record<string, string>> = {
  request: t`request`,
  reply: t`reply`,
  keyRequest: t`key request`,
  publicKey: t`public key`,
  sealedKey: t`sealed key`,
  clientHalf: t`client half`,
  serverHalf: t`server half`,
  clientProof: t`client proof`,
  goodbye: t`goodbye`,
  alert: t`alert`,
  look: t`look`,
  finding: t`finding`,
  flight: t`flight`,
  restOfFlight: t`rest of flight`,
  "old request": t`old request`,
  "old reply": t`old reply`,
  "old keyRequest": t`old key request`,
  "old publicKey": t`old public key`,
  "old sealedKey": t`old sealed key`,
};

/**
 * What a packet is, in words. Of TLS, messages go by their own names; what lies inside under a lock has a name in the
 * tale, and so have several in one packet. Labels that only a recording from a file has are taken apart.
 */
export function packetName({ label, message, records }: PacketArtifact): string {
  if (records !== undefined && message !== "ApplicationData" && !message.includes(",")) return message;
  return (
    CALLED[label] ??
    label.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
  );
}
