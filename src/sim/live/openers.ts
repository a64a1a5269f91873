import { fromHex } from "../../bytes/hex.ts";
import type { Epoch } from "../../tls/events.ts";
import { RecordKeys } from "../../tls/record/keys.ts";
import { SUITES } from "../../tls/schedule/suites.ts";
import type { Props } from "../props.ts";
import type { KeyId, SecretArtifact } from "../recording.ts";

/** What a protected record of the program's held: the key that opened it, its place, and the TLSInnerPlaintext. */
export type Opened = Readonly<{ key: KeyId; epoch: Epoch; sequence: number; inner: Uint8Array<ArrayBuffer> | null }>;

type Opener = Readonly<{ key: KeyId; epoch: Epoch; keys: RecordKeys }> & { next: number };

/**
 * Finds out what a real program has sealed, so that its packets can be called by their names: with the secrets that
 * stand in the recording because the other end worked them out. The newest that fits is the one.
 */
export class Openers {
  private readonly known = new Map<KeyId, Opener>();

  constructor(
    private readonly props: Props,
    private readonly role: "client" | "server",
  ) {}

  /** Opens a record, and counts it; `inner` is null where no secret fits: then the newest stands for it. Null: there is none. */
  async open(header: Uint8Array, sealed: Uint8Array): Promise<Opened | null> {
    const openers = this.openers();
    for (const opener of openers) {
      const inner = await opener.keys.open(opener.next, header, sealed);
      if (inner !== null) return { ...opener, sequence: opener.next++, inner };
    }
    const [newest] = openers;
    return newest === undefined ? null : { ...newest, sequence: newest.next++, inner: null };
  }

  /** The newest first. */
  private openers(): readonly Opener[] {
    for (const made of this.props.all()) {
      if (made.kind !== "secret" || made.key === null || this.known.has(made.key)) continue;
      const opener = this.openerOf(made, made.key);
      if (opener !== null) this.known.set(made.key, opener);
    }
    return [...this.known.values()].reverse();
  }

  private openerOf({ name, value }: SecretArtifact, id: KeyId): Opener | null {
    const [, role, epoch] = /^(client|server)_(early|handshake|application)_traffic_secret$/.exec(name) ?? [];
    const key = this.props.get(id);
    const suite = Object.values(SUITES).find(({ aead }) => key?.kind === "key" && aead === key.algorithm);
    if (role !== this.role || suite === undefined) return null;
    if (epoch !== "early" && epoch !== "handshake" && epoch !== "application") return null;
    return { key: id, epoch, keys: new RecordKeys(suite, fromHex(value)), next: 0 };
  }
}
