import { digest, hkdfExtract } from "../../crypto/hash.ts";
import { deriveSecret } from "./derive.ts";
import type { Suite } from "./suites.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The key schedule (RFC 8446 §7.1), a class for each of its three stages. A stage can only be had from the one before
 * it, so secrets can't be taken in the wrong order. `hash` is always the transcript's hash up to the message that the
 * RFC's diagram names.
 */
export class EarlySecret {
  readonly secret: Bytes;

  /** @param psk null: no PSK, which counts as a string of zeros as long as the hash */
  constructor(
    private readonly suite: Suite,
    psk: Uint8Array | null,
  ) {
    const zeros = new Uint8Array(suite.hashSize);
    this.secret = hkdfExtract(suite.hash, zeros, psk ?? zeros);
  }

  /** binder_key: of a PSK that a ticket gave ("resumption"), or that the ends were given otherwise ("external"). */
  binderKey(kind: "resumption" | "external"): Bytes {
    return overNothing(this.suite, this.secret, kind === "resumption" ? "res binder" : "ext binder");
  }

  /** client_early_traffic_secret; the hash is over the ClientHello. */
  clientTraffic(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "c e traffic", hash);
  }

  /** early_exporter_master_secret; the hash is over the ClientHello. */
  exporter(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "e exp master", hash);
  }

  /** @param shared what the key exchange gave; null: none was made (psk_ke) */
  handshake(shared: Uint8Array | null): HandshakeSecret {
    const salt = overNothing(this.suite, this.secret, "derived");
    return new HandshakeSecret(
      this.suite,
      hkdfExtract(this.suite.hash, salt, shared ?? new Uint8Array(this.suite.hashSize)),
    );
  }
}

/** The second stage; had from {@link EarlySecret.handshake}. Both hashes are over ClientHello to ServerHello. */
export class HandshakeSecret {
  constructor(
    private readonly suite: Suite,
    readonly secret: Bytes,
  ) {}

  /** client_handshake_traffic_secret. */
  clientTraffic(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "c hs traffic", hash);
  }

  /** server_handshake_traffic_secret. */
  serverTraffic(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "s hs traffic", hash);
  }

  main(): MainSecret {
    const salt = overNothing(this.suite, this.secret, "derived");
    return new MainSecret(this.suite, hkdfExtract(this.suite.hash, salt, new Uint8Array(this.suite.hashSize)));
  }
}

/** The last stage, the RFC's Master Secret; had from {@link HandshakeSecret.main}. */
export class MainSecret {
  constructor(
    private readonly suite: Suite,
    readonly secret: Bytes,
  ) {}

  /** client_application_traffic_secret_0; the hash is over ClientHello to the server's Finished. */
  clientTraffic(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "c ap traffic", hash);
  }

  /** server_application_traffic_secret_0; the hash is over ClientHello to the server's Finished. */
  serverTraffic(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "s ap traffic", hash);
  }

  /** exporter_master_secret; the hash is over ClientHello to the server's Finished. */
  exporter(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "exp master", hash);
  }

  /** resumption_master_secret; the hash is over ClientHello to the client's Finished. */
  resumption(hash: Uint8Array): Bytes {
    return deriveSecret(this.suite.hash, this.secret, "res master", hash);
  }
}

/** Hashes of no messages at all. */
const OF_NOTHING = {
  "SHA-256": digest("SHA-256", new Uint8Array()),
  "SHA-384": digest("SHA-384", new Uint8Array()),
} as const;

/** Derive-Secret over no messages at all, as the schedule has it between its stages. */
function overNothing(suite: Suite, secret: Uint8Array, label: string): Bytes {
  return deriveSecret(suite.hash, secret, label, OF_NOTHING[suite.hash]);
}
