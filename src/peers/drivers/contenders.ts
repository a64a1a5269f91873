import type { Found } from "../harness/found.ts";
import * as curl from "./curl.ts";
import type { AsksAsClient, ServesAsServer } from "./driver.ts";
import * as gnutls from "./gnutls.ts";
import * as node from "./node.ts";
import * as openssl from "./openssl.ts";

/** Who can be which end, asked for in the same words. */

export const CLIENTS = ["openssl", "gnutls", "node", "node-pq", "curl"] as const;
export type ClientPeer = (typeof CLIENTS)[number];

export const SERVERS = ["openssl", "gnutls", "node", "node-pq"] as const;
export type ServerPeer = (typeof SERVERS)[number];

export function clientOf(peer: ClientPeer, { command }: Found): AsksAsClient {
  switch (peer) {
    case "openssl":
      return openssl.askWithClient;
    case "gnutls":
      return gnutls.askWithClient;
    case "node":
    case "node-pq":
      return node.asksWith(command);
    case "curl":
      return curl.askWithClient;
  }
}

export function serverOf(peer: ServerPeer, { command }: Found): ServesAsServer {
  switch (peer) {
    case "openssl":
      return openssl.serve;
    case "gnutls":
      return gnutls.serve;
    case "node":
    case "node-pq":
      return node.servesWith(command);
  }
}
