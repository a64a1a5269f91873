import { fromHex } from "../../../bytes/hex.ts";
import type { CurveHalf } from "../../../crypto/groups.ts";
import type { Acting } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { Held } from "../../attackers/onlooker.ts";
import type { ArtifactId, KeyId, PacketArtifact, PacketId } from "../../recording.ts";
import { tryRecords } from "../attempt.ts";
import { type FreshSecret, freshSecret, nameSecret } from "../secrets.ts";
import { type Overheard, overheard } from "./overheard.ts";
import { guessing, type Recomputed, recompute, type Stage } from "./recompute.ts";
import { openHalves, secretsFrom, type Tool, toolOf } from "./tools.ts";

/**
 * Copies of a recorded connection, and keys that come long after it: each is really tried. Whoever harvests has what
 * passed and keys of their own or stolen ones, and nothing else.
 */
export class Harvest {
  private readonly failed = new Map<PacketId, ArtifactId[]>();
  private readonly heard: Overheard | null;

  constructor(
    private readonly self: Self,
    private readonly copies: readonly PacketArtifact[],
    /** What is worth a step: packets by their labels, in this order. */
    private readonly worth: readonly string[],
  ) {
    this.heard = overheard(copies);
  }

  /** Tries keys on every sealed packet, and the two public halves as well. None of them opens anything. */
  async tryHand(hand: readonly Held[]): Promise<void> {
    const { heard } = this;
    if (heard === null) return;
    const tools = hand.flatMap((held) => toolOf(heard, held) ?? []);
    for (const tool of [...tools, ...(await openHalves(this.self, heard))]) await this.tryTool(tool);
  }

  /** Tells of packets that stayed shut, with all that was tried on them. */
  async *tellShut(labels: readonly string[] = this.worth): Acting {
    for (const { id } of this.labelled(labels)) {
      yield { type: "fails", actor: this.self.id, packet: id, attempts: this.failed.get(id) ?? [] };
    }
  }

  /** Works the schedule out again with a private half, and opens what is worth it. False: the secret is another one. */
  async *reopen(key: KeyId, half: CurveHalf): Acting<boolean> {
    const { heard } = this;
    if (heard === null) return false;
    const secrets = await secretsFrom(this.self, heard, half);
    for (const secret of secrets) {
      const found = await recompute(heard, secret);
      if (found === null) continue;
      yield* this.tellOpen(key, found);
      return true;
    }
    const what = secrets.length > 1 ? "X25519’s part alone, behind zeros, and behind a guess" : "what X25519 gives";
    const method = `${what}; the key schedule, then ${heard.suite.aead}`;
    const opener = guessing(heard, secrets);
    await this.tryTool({ key, part: "private", method, refusal: "the tag does not fit", opener });
    return false;
  }

  private async *tellOpen(from: KeyId, { handshake, application }: Recomputed): Acting {
    const isEarly = (packet: PacketArtifact) => packet.records?.some(({ epoch }) => epoch === "handshake") ?? false;
    const packets = this.labelled(this.worth);
    yield* this.tellStage(from, handshake, packets.filter(isEarly));
    yield* this.tellStage(
      from,
      application,
      packets.filter((packet) => !isEarly(packet)),
    );
  }

  private async *tellStage(from: KeyId, stage: Stage, packets: readonly PacketArtifact[]): Acting {
    const { id: actor, props } = this.self;
    const { epoch } = stage;
    const fresh = stage.secrets.map((one) => freshSecret(one, this.heard?.suite ?? null));
    const secrets = fresh.map((one) => nameSecret(props, one));
    const keys = fresh.flatMap(({ traffic }) => traffic?.key ?? []);
    yield { type: "recomputes", actor, epoch, from, secrets, keys };
    for (const packet of packets) yield* this.open(packet, stage, fresh);
  }

  private async *open(packet: PacketArtifact, stage: Stage, fresh: readonly FreshSecret[]): Acting {
    const { id: actor, props } = this.self;
    const side = packet.from === this.copies[0]?.from ? "client" : "server";
    const key = fresh.flatMap(({ traffic }) => (traffic?.side === side ? [traffic.key] : []))[0];
    if (key === undefined) return;
    const { plaintext, ...tried } = await tryRecords(fromHex(packet.bytes), packet.records ?? [], stage.keys[side]);
    const attempt = props.attempt({ packet: packet.id, key, part: "secret", ...tried });
    if (plaintext === null) yield { type: "fails", actor, packet: packet.id, attempts: [attempt] };
    else yield { type: "opens", actor, packet: packet.id, attempt, text: tried.text, gives: null };
  }

  private async tryTool({ key, part, method, refusal, opener }: Tool): Promise<void> {
    for (const packet of this.copies.filter(({ seal }) => seal.as !== "paper")) {
      const { plaintext, text } = await tryRecords(fromHex(packet.bytes), packet.records ?? [], opener);
      const error = plaintext === null ? refusal : null;
      const attempt = this.self.props.attempt({ packet: packet.id, key, part, method, text, error });
      if (error !== null) this.failed.set(packet.id, [...(this.failed.get(packet.id) ?? []), attempt]);
    }
  }

  private labelled(labels: readonly string[]): readonly PacketArtifact[] {
    return labels.flatMap((label) => this.copies.find((copy) => copy.label === label) ?? []);
  }
}
