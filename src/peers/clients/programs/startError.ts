/** A server that refused to start; its words. */
export class StartError extends Error {
  constructor(readonly words: string) {
    super(`refused to start: ${words}`);
    this.name = "StartError";
  }
}
