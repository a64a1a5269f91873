import type { KeyUpdate } from "../messages/types.ts";
import type { Channel } from "./channel.ts";

/**
 * Takes the peer's KeyUpdate: what it sends from here on is under its next keys (RFC 8446 §4.6.3, §7.2). Refuses one
 * that isn't the last message of its record (§5.1).
 *
 * @returns true where the peer asked for ours
 */
export function acceptKeyUpdate(message: KeyUpdate, channel: Channel): boolean {
  channel.emit({ type: "key-update", direction: "received", requestUpdate: message.requestUpdate });
  channel.updateReadKeys();
  return message.requestUpdate;
}
