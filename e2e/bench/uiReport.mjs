const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** What is said of each measure, by its name: rows of what, value and note. */
const ROWS = {
  javascript: (javascript) => [
    ["JavaScript until the scene stands", kB(javascript.gzipBytesToFirstStep), "goal 120 kB, at most 150"],
    ["  and all within 3 s after", kB(javascript.gzipBytesInAll), ""],
    ["  @peculiar/x509 among it", javascript.x509 ? "YES" : "no", "goal no"],
  ],
  firstStep: (firstStep) => [
    ["First text (CPU ÷4, Slow 4G)", `${firstStep.firstTextMs} ms`, ""],
    ["Scene stands", `${firstStep.sceneStandsMs} ms`, ""],
    ["First step", `${firstStep.firstStepMs} ms`, `median of ${firstStep.runs}`],
  ],
  frames: (frames) => [
    ["Work per frame, 8 routers, CPU ÷4: p50", `${frames.workP50Ms} ms`, `${frames.frames} frames`],
    ["  p95", `${frames.workP95Ms} ms`, "goal 16.7 ms"],
    ["  between frames: p50, p95", `${frames.intervalP50Ms}, ${frames.intervalP95Ms} ms`, ""],
    ["  longest task", `${frames.longestTaskMs} ms`, `${frames.tasksOver50Ms} over 50 ms, goal none`],
  ],
  throws: (throws) => [
    ["Switch thrown to new future: p50", `${throws.p50Ms} ms`, `${throws.throws} throws in ${throws.scenes} scenes`],
    ["  p95", `${throws.p95Ms} ms`, "goal 100 ms"],
    ["  longest", `${throws.maxMs} ms`, ""],
  ],
  recording: ({ scene, p50Ms, minMs, runs }) => [
    [`Recording ${scene}: p50`, `${p50Ms} ms`, `goal 60 ms; least ${minMs} of ${runs}`],
  ],
  bytes: ({ p50Ms, minMs, runs }) => [
    ["Bytes of the largest message, CPU ÷4: p50", `${p50Ms} ms`, `goal 50 ms; least ${minMs} of ${runs}`],
  ],
  twenty: (twenty) => [
    [
      `${twenty.scenes} scenes on a page: JavaScript, gzip`,
      kB(twenty.javascriptBytes),
      `${twenty.files} files, each once but ${twenty.downloadedAgain.length}: goal 0`,
    ],
    ["  first scene can be used", `${twenty.firstMs} ms`, `${twenty.loadedAtFirst} frames by then`],
    ["  all can, scrolled through", `${twenty.allMs} ms`, "after the first"],
    [
      "  heaps: the page, the scenes",
      `${kB(twenty.hostHeapBytes)}, ${kB(twenty.scenesHeapBytes)}`,
      "after a collection",
    ],
  ],
  ladder: (ladder) =>
    ladder.map(({ steps, cpu, frames, intervalP50Ms, intervalP95Ms, maxMs }) => [
      `Ladder of ${steps} steps, scrolled, CPU ÷${cpu}: p95`,
      `${intervalP95Ms} ms`,
      `${cpu === 1 ? "goal 16.7 ms; " : ""}half ${intervalP50Ms}, longest ${maxMs}, of ${frames} frames`,
    ]),
};

/** Everything that was measured, as a table. */
export function report(result) {
  if (result.javascript !== undefined) console.log(`\n${filesOf(result.javascript).join("\n")}`);
  console.log("");
  for (const [name, measured] of Object.entries(result)) {
    for (const [what, value, note] of ROWS[name](measured)) {
      console.log(`${what.padEnd(46)}${value.padStart(16)}   ${note}`);
    }
  }
}

function filesOf({ files }) {
  const lines = files.map(
    ({ path, gzip, hasX509, later }) =>
      `  ${kB(gzip).padStart(9)}  ${path}${hasX509 ? "  holds @peculiar/x509" : ""}${later ? "  (after it stood)" : ""}`,
  );
  return ["JavaScript of the first scene, gzip", ...lines];
}
