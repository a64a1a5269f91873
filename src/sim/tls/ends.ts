import { signingKeyOf } from "../../crypto/signatures.ts";
import { connectClient } from "../../tls/client.ts";
import type { ClientConfig, CommonConfig, ServerConfig, Identity as Shown } from "../../tls/config.ts";
import { acceptClient } from "../../tls/server.ts";
import type { Identity } from "../actors/halves.ts";
import type { Self } from "../actors/letters.ts";
import type { PeerJudge } from "../identity.ts";
import type { ActorId, ArtifactId } from "../recording.ts";
import { TlsEnd } from "./end.ts";
import { notedTickets } from "./noted.ts";

type Given = keyof Pick<CommonConfig, "chance" | "now" | "verifyPeer" | "messagesShareRecords">;

/** What a client is configured with besides who it is and whom it wants (see ClientConfig). */
export type ClientWishes = Partial<Omit<ClientConfig, Given | "serverName" | "identities">>;

/** What a server is configured with besides who it is and whom it asks for (see ServerConfig). */
export type ServerWishes = Partial<Omit<ServerConfig, Given | "identities" | "clientAuthentication">>;

/** What a client's end and a server's end both need to know. */
export type EndSetup = Readonly<{
  peer: ActorId;
  believes: string;
  serverName: () => string;
  judge: PeerJudge | null;
  identity: Identity | null;
  gone: () => boolean;
  connection?: number;
  inFlights?: boolean;
  rests?: ArtifactId | null;
}>;

/** The client's end of a real connection (RFC 8446 §A.1). */
export function clientEnd(self: Self, setup: EndSetup, wishes: ClientWishes = {}): TlsEnd {
  const { identity } = setup;
  // A server that shows no certificate has broken the protocol (RFC 8446 §4.4.2.4).
  const plan = { ...setup, role: "client", key: identity?.key ?? null, insists: true } as const;
  return new TlsEnd(self, plan, (common, cutter) => {
    if (wishes.session) cutter.resume(wishes.session);
    return connectClient({
      ...common,
      serverName: setup.serverName(),
      groups: ["x25519", "secp256r1"],
      ...wishes,
      identities: identity === null ? [] : [shown(identity)],
    });
  });
}

/** The server's end (RFC 8446 §A.2). `asks`: whether clients are to show a certificate. */
export function serverEnd(
  self: Self,
  setup: EndSetup,
  asks: "none" | "ask" | "require",
  wishes: ServerWishes = {},
): TlsEnd {
  const { identity } = setup;
  const plan = { ...setup, role: "server", key: identity?.key ?? null, insists: asks === "require" } as const;
  const clientAuthentication = asks === "ask" ? "optional" : asks === "require" ? "required" : "none";
  const { tickets: store = null } = wishes;
  return new TlsEnd(self, plan, (common, cutter) =>
    acceptClient({
      ...common,
      identities: identity === null ? [] : [shown(identity)],
      clientAuthentication,
      ...wishes,
      tickets: store === null ? null : notedTickets(store, cutter),
    }),
  );
}

function shown({ chain, key, staple = null }: Identity): Shown {
  return { path: chain, key: signingKeyOf(key), staple };
}
