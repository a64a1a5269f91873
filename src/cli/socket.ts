/** TLS on TCP sockets, for programs and tests: what `bob` and `alice` are made of. */
export { CHANNEL_LIMITS, Channel, type ChannelLimits, type Chunk } from "./channel.ts";
export { type ClientSettings, type ConnectOptions, connect } from "./connect.ts";
export type { Report } from "./report.ts";
export { type Answer, type RequestOptions, request } from "./request.ts";
export { MAX_CONNECTIONS, type ServeOptions, type ServerSettings, type Serving, serve, type Visit } from "./serve.ts";
