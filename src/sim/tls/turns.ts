import type { Piece, SchedulePiece } from "./pieces.ts";

/** Takes the pieces of one turn off those that wait: up to what is sent next, or all where nobody listens any more. */
export function cutTurn(waiting: Piece[], all: boolean): readonly Piece[] {
  const first = waiting.findIndex((piece) => piece.what === "send");
  const isLast = !waiting.slice(first + 1).some((piece) => piece.what === "send");
  return waiting.splice(0, all || isLast ? waiting.length : first + 1);
}

/** Whether keys come of it that seal something. */
export function hasKeys(piece: SchedulePiece): boolean {
  return piece.secrets.some((secret) => secret.traffic !== null);
}

/** The pieces whose secrets seal nothing. */
export function silentIn(turn: readonly Piece[]): readonly SchedulePiece[] {
  return turn.filter((piece): piece is SchedulePiece => piece.what === "schedule" && !hasKeys(piece));
}
