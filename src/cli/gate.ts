/** Where somebody waits until something has changed. */
export class Gate {
  private waiting: (() => void)[] = [];

  /** Until the next `open`. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Lets all go on who wait now. */
  open(): void {
    const released = this.waiting;
    this.waiting = [];
    for (const release of released) release();
  }
}
