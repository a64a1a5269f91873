import { CIPHER_SUITES, NAMED_GROUPS, nameOf } from "../tls/codepoints.ts";
import type { Negotiated } from "../tls/config.ts";
import type { Direction, TlsEvent } from "../tls/events.ts";
import type { TlsFailure } from "../tls/failure.ts";
import type { HandshakeMessage, ServerHello } from "../tls/messages/types.ts";

/** What became of one connection: what `--json` prints of it. Null where there is nothing to say. */
export type Report = Readonly<{
  version: string | null;
  suite: string | null;
  group: string | null;
  alpn: string | null;
  /** Who the client proved to be. */
  clientSubject: string | null;
  /** Names of alerts as RFC 8446 §6 spells them; close_notify, which ends every good connection, is not told. */
  alertSent: string | null;
  alertReceived: string | null;
  /** A sentence. */
  error: string | null;
}>;

/** Gathers a report from a connection's events, so that a handshake that failed half-way says how far it came. */
export class Reporter {
  private version: string | null = null;
  private suite: string | null = null;
  private group: string | null = null;
  private alertSent: string | null = null;
  private alertReceived: string | null = null;
  negotiated: Negotiated | null = null;
  failure: TlsFailure | null = null;
  /** The end-entity certificate that this end has sent, DER. */
  ownCertificate: Uint8Array<ArrayBuffer> | null = null;

  add(event: TlsEvent): void {
    if (event.type === "message") this.addMessage(event.message, event.direction);
    if (event.type === "connected") this.negotiated = event.negotiated;
    if (event.type === "failed") this.failure = event.failure;
    if (event.type === "alert" && event.alert !== "close_notify") {
      const name = event.alert ?? `alert ${event.number}`;
      if (event.direction === "sent") this.alertSent ??= name;
      else this.alertReceived ??= name;
    }
  }

  report(clientSubject: string | null, error: string | null): Report {
    const { negotiated, alertSent, alertReceived } = this;
    return {
      version: negotiated?.version ?? this.version,
      suite: negotiated?.suite ?? this.suite,
      group: negotiated === null ? this.group : negotiated.group,
      alpn: negotiated?.alpn ?? null,
      clientSubject,
      alertSent,
      alertReceived,
      error,
    };
  }

  private addMessage(message: HandshakeMessage, direction: Direction): void {
    if (message.type === "certificate" && direction === "sent") this.ownCertificate = message.entries[0]?.data ?? null;
    if (message.type !== "server_hello" || message.retry) return;
    this.version = "TLS 1.3";
    this.suite = nameOf(CIPHER_SUITES, message.cipherSuite);
    this.group = groupOf(message);
  }
}

function groupOf({ extensions }: ServerHello): string | null {
  for (const extension of extensions) {
    const [share] = extension.type === "key_share" ? extension.shares : [];
    if (share !== undefined) return nameOf(NAMED_GROUPS, share.group);
  }
  return null;
}
