import { connect as connectTcp } from "node:net";
import { connectClient } from "../tls/client.ts";
import type { ClientConfig } from "../tls/config.ts";
import type { TlsEvent } from "../tls/events.ts";
import { Channel, type ChannelLimits } from "./channel.ts";
import { LIVE } from "./live.ts";

/** The engine's configuration; chance and clock are live where they are not given. */
export type ClientSettings = Omit<ClientConfig, "chance" | "now"> & Partial<Pick<ClientConfig, "chance" | "now">>;

export type ConnectOptions = Readonly<{
  tls: ClientSettings;
  host: string;
  port: number;
  limits?: Partial<ChannelLimits>;
  onEvent?: (event: TlsEvent) => void;
  onFault?: (error: unknown) => void;
}>;

/** Opens a TLS connection as a client. What goes wrong, the channel's report says. */
export function connect({ tls, host, port, limits, onEvent, onFault }: ConnectOptions): Channel {
  const socket = connectTcp({ host, port, allowHalfOpen: true, noDelay: true });
  return new Channel(socket, connectClient({ ...LIVE, ...tls }), { onEvent, onFault }, limits);
}
