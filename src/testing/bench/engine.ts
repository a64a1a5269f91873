import { liveChance } from "../../crypto/chance.ts";
import { connectClient } from "../../tls/client.ts";
import type { Connection } from "../../tls/connection.ts";
import { acceptClient } from "../../tls/server.ts";
import type { World } from "./world.ts";

const common = {
  chance: liveChance,
  now: Date.now,
  suites: ["TLS_AES_128_GCM_SHA256"],
  groups: ["x25519"],
} as const;

/** One whole handshake, both ends in this process; done when both are connected. */
export async function handshake(world: World, mutual: boolean): Promise<readonly [Connection, Connection]> {
  const { verifyPeer } = world;
  const client = connectClient({
    ...common,
    verifyPeer,
    serverName: "localhost",
    ...(mutual ? { identities: [world.client] } : {}),
  });
  const server = acceptClient({
    ...common,
    verifyPeer,
    identities: [world.server],
    ...(mutual ? { clientAuthentication: "required" } : {}),
  });
  let toServer = (await client.start()).bytes;
  while (toServer.length > 0) {
    const { bytes } = await server.receive(toServer);
    if (bytes.length === 0) break;
    toServer = (await client.receive(bytes)).bytes;
  }
  for (const end of [client, server]) {
    if (end.state !== "CONNECTED") throw new Error(`${end.role}: ${end.state} ${JSON.stringify(end.failure)}`);
  }
  if (mutual && server.negotiated?.peer === null) throw new Error("no client certificate");
  return [client, server];
}
