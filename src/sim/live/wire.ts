/** A connection to a real program, as the simulation has it: bytes in, bytes out, no socket. */
export type LiveWire = Readonly<{
  /** The next bytes that came; null: the program sends no more. */
  next: () => Promise<Uint8Array<ArrayBuffer> | null>;
  send: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** We send no more. */
  end: () => void;
}>;
