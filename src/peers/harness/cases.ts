import { describe, it } from "vitest";
import { Bench } from "./bench.ts";
import { type Found, PEER_TITLES, type PeerName } from "./found.ts";
import { readLab } from "./lab.ts";

/** How cases are written, so that report.ts can tell which peer each belongs to, and why one was not run. */

const { peers } = readLab();

/** The cases with one peer. One that is not there is reported as not run. */
export function withPeer(peer: PeerName, list: (found: Found) => void): void {
  describe(PEER_TITLES[peer], () => {
    const found = peers[peer];
    if ("why" in found) notRun("everything", found.why);
    else list(found);
  });
}

/** One case. Whatever it starts on the bench ends with it. */
export function peerCase(title: string, body: (bench: Bench) => Promise<void>): void {
  it.concurrent(title, async ({ onTestFinished }) => {
    const bench = new Bench();
    onTestFinished(() => bench.end());
    await body(bench);
    bench.throwFaults();
  });
}

/** A case that this peer can't be part of. */
export function notRun(title: string, why: string): void {
  it(title, ({ skip }) => skip(why));
}
