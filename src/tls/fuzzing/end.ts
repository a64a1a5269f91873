import type { Connection } from "../connection.ts";
import type { TlsEvent } from "../events.ts";
import { type Output, outputOf } from "../output.ts";
import type { Case } from "./case.ts";
import { perform } from "./recording.ts";
import type { Act } from "./scenarios.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One call of a method, what it was given in bytes, what it gave, and how many bytes it allocated. */
export type Call = Readonly<{ what: Act["act"] | "receive" | "end"; given: number; output: Output; allocated: number }>;

/** Tells how many bytes are in use, what is garbage already included. */
export type Meter = () => number;

const NOTHING = outputOf([], []);
/** Pieces into which one flight is cut, at most: each is a call of its own. */
const MOST_PIECES = 60;

/** A connection, and all that was asked of it and came of that. */
export class End {
  readonly calls: Call[] = [];
  readonly events: TlsEvent[] = [];
  /** Why a promise was rejected, or a method threw; null: none was. */
  thrown: string | null = null;

  constructor(
    readonly connection: Connection,
    private readonly meter: Meter,
  ) {}

  /** Keys are updated on an open connection only: another one would be asked for something that can't be meant. */
  async act(act: Act): Promise<Output> {
    if (act.act === "updateKeys" && this.connection.negotiated === null) return NOTHING;
    return this.call(act.act, 0, () => perform(this.connection, act));
  }

  /** Gives it these bytes, in the pieces that the case wants. */
  async receive(bytes: Bytes, { pieces: sizes, together }: Pick<Case, "pieces" | "together">): Promise<Output> {
    const pieces = cut(bytes, sizes);
    if (together) {
      return this.call("receive", bytes.length, async () => {
        return joinOutputs(await Promise.all(pieces.map((piece) => this.connection.receive(piece))));
      });
    }
    const outputs: Output[] = [];
    for (const piece of pieces) {
      outputs.push(await this.call("receive", piece.length, () => this.connection.receive(piece)));
    }
    return joinOutputs(outputs);
  }

  /** The transport ends. Then asks for more, which may give nothing. */
  async finish(): Promise<void> {
    const { connection } = this;
    await this.call("end", 0, () => connection.end());
    await this.call("receive", 5, () => connection.receive(Uint8Array.of(22, 3, 3, 0, 1)));
    if (connection.failure === null) return;
    await this.call("write", 1, () => connection.write(Uint8Array.of(1)));
    await this.call("close", 0, () => connection.close());
  }

  private async call(what: Call["what"], given: number, method: () => Promise<Output>): Promise<Output> {
    if (this.thrown !== null) return NOTHING;
    const before = this.meter();
    try {
      const output = await method();
      this.calls.push({ what, given, output, allocated: this.meter() - before });
      this.events.push(...output.events);
      return output;
    } catch (error) {
      this.thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return NOTHING;
    }
  }
}

/** What several calls gave, as if it were one's. */
export function joinOutputs(outputs: readonly Output[]): Output {
  const parts = outputs.flatMap((output) => output.parts);
  return outputOf(
    parts,
    outputs.flatMap(({ events }) => events),
  );
}

function cut(bytes: Bytes, sizes: readonly number[]): readonly Bytes[] {
  const least = Math.ceil(bytes.length / MOST_PIECES);
  const pieces: Bytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, least, sizes[pieces.length % (sizes.length || 1)] ?? bytes.length);
    pieces.push(bytes.slice(at, at + size));
    at += size;
  }
  return pieces;
}
