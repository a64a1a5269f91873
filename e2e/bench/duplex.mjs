import { Duplex } from "node:stream";

/** Two ends of a line that is memory: what one writes, the other reads. */
export function duplexPair() {
  const left = new End();
  const right = new End();
  left.other = right;
  right.other = left;
  return [left, right];
}

class End extends Duplex {
  other = null;
  _read() {}
  _write(chunk, _encoding, done) {
    this.other.push(chunk);
    done();
  }
  _final(done) {
    this.other.push(null);
    done();
  }
}
