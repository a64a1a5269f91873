import type { Recording } from "../../sim/recording.ts";
import { messageIn } from "../../sim/tls/inside.ts";
import { NAMED_GROUPS } from "../../tls/codepoints.ts";
import { find } from "../../tls/extensions/find.ts";
import { packetAt } from "../phrases/facts.ts";

const HELLOS = { client: "alice.writes.clientHello", server: "bob.writes.serverHello" } as const;

/** The first share in somebody’s hello: its group and its bytes’ number; null where the run has no such hello. */
function shareIn(recording: Recording, side: keyof typeof HELLOS): Readonly<{ group: number; size: number }> | null {
  const packet = packetAt(recording, HELLOS[side]);
  const message = packet === null ? null : messageIn(recording, packet);
  if (message?.type !== "client_hello" && message?.type !== "server_hello") return null;
  const [share] = find(message.extensions, "key_share")?.shares ?? [];
  return share === undefined ? null : { group: share.group, size: share.keyExchange.length };
}

/** Whether Alice offers a half of X25519MLKEM768. */
export function isHybrid(recording: Recording): boolean {
  return shareIn(recording, "client")?.group === NAMED_GROUPS.X25519MLKEM768;
}

/** Bytes of the two ends’ key_share; null where a hello is missing. */
export function shareSizes(recording: Recording): Readonly<{ client: number; server: number }> | null {
  const [client, server] = [shareIn(recording, "client"), shareIn(recording, "server")];
  return client === null || server === null ? null : { client: client.size, server: server.size };
}
