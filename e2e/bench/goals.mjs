const MUTUAL = ", mutual";
/** The bare operations, twice: the better one is what the engine is held against. */
const BARE = ["bare, synchronous hashes", "bare, WebCrypto hashes"];

/**
 * The goals of handshakes: how long the engine may take, as a multiple of what the other takes. A goal of a name counts
 * for the mutual handshake of that name too.
 */
const GOALS = [
  { than: ["Node tls"], most: 2 },
  { than: ["lemon-tls"], most: 1 / 2.5 },
  { than: ["subtls, of a Node server"], most: 1 },
  { than: ["@reclaimprotocol/tls, of a Node server"], most: 1 },
  { than: ["node-forge (TLS 1.1, RSA)"], most: 1 / 8 },
  { than: BARE, most: 1.5 },
];
const LEAST_OF_BARE = 0.8;
const MOST_OF_SIGNATURES = 1.3;
const MOST_OF_HOSTILE = 100;

/** What was measured as tables, and each goal with what became of it. `measured` by place: "node", "chromium". */
export function report(measured, runs) {
  const places = Object.entries(measured).map(([place, { handshake, throughput, validation }]) => {
    return [
      `${place}: one handshake, both ends, median of ${runs}`,
      ...Object.entries(handshake).map((entry) => handshakeLine(entry, handshake)),
      "goals",
      ...[...handshakeGoals(handshake, place), ...throughputGoals(throughput)].map((line) => `  ${line}`),
      `${place}: one certification path of three certificates judged, median of ${5 * runs}`,
      ...Object.entries(validation).map(validationLine),
      "goals",
      ...validationGoals(validation).map((line) => `  ${line}`),
      "",
    ].join("\n");
  });
  return `\n${places.join("\n")}`;
}

function handshakeLine([name, time], handshake) {
  const ratio = (engineBeside(name, handshake) / time).toFixed(2);
  return `  ${name.padEnd(44)} ${time.toFixed(2).padStart(7)} ms  engine: ${ratio} times this`;
}

function handshakeGoals(handshake, place) {
  return GOALS.flatMap(({ than, most }) => {
    // Only Node has the others, and subtls and @reclaimprotocol/tls are no servers: they have no mutual handshake here.
    const isElsewhere = place !== "node" && than !== BARE;
    return isElsewhere ? [] : ["", MUTUAL].flatMap((suffix) => goalLine(than, suffix, most, handshake));
  });
}

function goalLine(than, suffix, most, handshake) {
  const names = than.map((name) => `${name}${suffix}`).filter((name) => name in handshake);
  const label = than === BARE ? `the better bare${suffix}` : `${than[0]}${suffix}`;
  if (names.length === 0) return suffix !== "" ? [] : [`${label}: not run`];
  const ratio = engineBeside(label, handshake) / Math.min(...names.map((name) => handshake[name]));
  const wanted = most < 1 ? `at least ${+(1 / most).toFixed(2)} times faster` : `at most ${most} times`;
  const found = most < 1 ? `${(1 / ratio).toFixed(2)} times faster` : `${ratio.toFixed(2)} times`;
  return [`${label}: ${wanted}; ${found}: ${ratio <= most ? "reached" : "MISSED"}`];
}

function engineBeside(name, handshake) {
  return handshake[name.endsWith(MUTUAL) ? `engine${MUTUAL}` : "engine"];
}

function validationLine([name, time]) {
  return `  ${name.padEnd(44)} ${time.toFixed(3).padStart(7)} ms  ${Math.round(1000 / time)} a second`;
}

/**
 * A judgement reads what came, makes every check and verifies two signatures: it may take little longer than these two
 * alone. A hundred certificates that may all have issued one another take no longer than a fixed number of steps.
 */
function validationGoals(validation) {
  const { judge } = validation;
  const ratios = Object.entries(validation).flatMap(([name, time]) => {
    if (name.startsWith("judge")) return [];
    const result = judge / time <= MOST_OF_SIGNATURES ? "reached" : "MISSED";
    return [`judge, of ${name}: at most ${MOST_OF_SIGNATURES} times; ${(judge / time).toFixed(2)} times: ${result}`];
  });
  const hostile = Object.entries(validation).filter(([name]) => name.includes("hostile"));
  const bounds = hostile.map(([name, time]) => {
    return `${name}: at most ${MOST_OF_HOSTILE} ms; ${time.toFixed(1)} ms: ${time <= MOST_OF_HOSTILE ? "reached" : "MISSED"}`;
  });
  return [...ratios, ...bounds];
}

function throughputGoals({ seal, open, bareSeal, bareOpen, sealRatio, openRatio }) {
  const line = (name, own, bare, ratio) => {
    const figures = `${own.toFixed(0)} of ${bare.toFixed(0)} MB/s`;
    const result = ratio >= LEAST_OF_BARE ? "reached" : "MISSED";
    return `${name} records of 16 KiB, eight in flight: at least ${LEAST_OF_BARE} of bare; ${figures}, ${ratio.toFixed(2)}: ${result}`;
  };
  return [line("sealing", seal, bareSeal, sealRatio), line("opening", open, bareOpen, openRatio)];
}
