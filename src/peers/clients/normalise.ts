/** What is of this run alone goes out of a program's words: paths, ports, times, process ids, numbers of connections. */

export type Own = Readonly<{ ports: readonly number[] }>;

const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

type Rule = readonly [RegExp, string];

const RULES: readonly Rule[] = [
  // A log's own beginnings.
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?=http:)/gm, ""],
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (\[\w+\]) \d+#\d+: (?:\*\d+ )?/gm, "$1 "],
  [/^\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:.]+ \d{4}\] /gm, ""],
  [/\[pid \d+(?::tid \d+)?\] /g, ""],
  [/^\d{4}-\d\d-\d\d [\d:.]+ (?:[A-Z]{3} )?\[\d+\] /gm, ""],
  [/\b[0-9A-F]{8,}:(?=error:)/g, ""],
  [/Aborted connection \d+/g, "Aborted connection <n>"],
  // Times.
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| UTC|[+-]\d\d:?\d\d)?/g, "<time>"],
  [new RegExp(`\\b${DAY} ${MONTH} [ \\d]\\d [\\d:]+ [A-Z]{3,4} \\d{4}`, "g"), "<time>"],
  [new RegExp(`\\b${MONTH} [ \\d]\\d [\\d:]+ \\d{4} GMT`, "g"), "<time>"],
  [/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \d{1,2}, \d{4}/g, "<date>"],
  [/\b[A-Z][a-z]+ \d{1,2}, \d{4}(?:,? (?:at )?\d{1,2}:\d\d(?::\d\d)?\s?[AP]M)?/g, "<date>"],
  [/\b\d{1,2}\/\d{1,2}\/\d{4}(?:,? \d{1,2}:\d\d(?::\d\d)?\s?[AP]M)?/g, "<date>"],
  [/\b\d+ (days?|hours?|minutes?|seconds?) (ago|in the future)/g, "<n> $1 $2"],
  // Names of the authorities of these measurements.
  [/"[^"\n]*\(made for teaching\)"/g, '"<name>"'],
  [/CN ?= ?[^,/\]"'\n(]*\(made for teaching\)/g, "CN=<name>"],
  [/^\|<[^\n]*?>\| /gm, ""],
  // Places and numbers.
  [/PEM encoded chain:.*/g, ""],
  [/(["'(= ]|^)\/(?:tmp|work|root|home|var|usr|etc|private|nonexistent)\b[^\s"'`,;:)]*/gm, "$1<path>"],
  [/\b(127\.0\.0\.1|localhost)[:,] ?\d{4,5}\b/g, "$1:<port>"],
  [/\bport \d{4,5}\b/g, "port <port>"],
  [/\bserial(?: number)?[:=]? ?(?:0x)?[0-9A-Fa-f:]{2,}/gi, "serial <serial>"],
  [/\b(?:[0-9A-Fa-f]{2}:){15,}[0-9A-Fa-f]{2}\b/g, "<fingerprint>"],
  [/\b[0-9a-fA-F]{32,}\b/g, "<number>"],
  [/\b0x[0-9a-f]{6,}\b/g, "<number>"],
];

/** Lines of a text that are words about something else, or none. */
const NOISE =
  /^(?:Using default temp DH parameters|.*unexpected eof while reading.*|verify depth is \d+.*|ACCEPT.*|depth=\d.*|ERROR|shutting down SSL|CONNECTION .*|Loaded CA certificate .*|Warning: Security Risk|nssBadCert|nssFailure2| ?Advanced| ?Go back \(Recommended\)|Secure Renegotiation .*)$/;
const MAX_LINES = 12;
const MAX_TEXT = 1200;

/** A program's words in the shape in which they are kept. */
export function normalise(text: string, { ports }: Own): string {
  let said = decode(text);
  for (const [pattern, instead] of RULES) said = said.replace(pattern, instead);
  for (const port of ports) said = said.replaceAll(new RegExp(`\\b${port}\\b`, "g"), "<port>");
  const lines = said
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "" && !NOISE.test(line));
  return [...new Set(lines)].slice(0, MAX_LINES).join("\n").slice(0, MAX_TEXT).trim();
}

/** A process's output comes byte by byte; it is UTF-8 where it can be. */
function decode(text: string): string {
  if ([...text].some((character) => character > "\u00ff")) return text;
  const decoded = Buffer.from(text, "latin1").toString("utf8");
  return decoded.includes("\ufffd") ? text : decoded;
}
