import { importKeyShare, importPublicKey, type PublicKey } from "../crypto/keys.ts";
import type { Message } from "../story/messages.ts";

/** The public key that a message shows to everybody it passes; null where there is none. */
export async function publicKeyIn(message: Message): Promise<PublicKey | null> {
  if (message.type === "PublicKey") return importPublicKey("RSA-OAEP 2048", message.spki);
  if (message.type !== "ClientHalf" && message.type !== "ServerHalf") return null;
  return importKeyShare(message.group, message.keyShare);
}
