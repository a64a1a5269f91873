/** Stands in every file of a kit. */
export const MARK = "Made for teaching, by Between Alice and Bob: never use it for anything real.";

/** A PEM file with what it is for above it: RFC 7468 §2 lets text stand there. */
export function markedPem(pem: string): string {
  return `${MARK}\n${pem}`;
}

/** A file with the mark as its first comment. */
export function markedText(comment: "#" | "//" | "--", text: string): string {
  return `${comment} ${MARK}\n\n${text}`;
}
