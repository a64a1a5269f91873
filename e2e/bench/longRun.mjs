/**
 * A recording of at least `least` steps: the real steps of one run, again and again, each time with names of their own
 * for what is made in them. What was there before the run is there once.
 */
export function longRun(recording, least) {
  const rounds = Math.ceil(least / (recording.steps.length - 1));
  const steps = [];
  for (let round = 1; round <= rounds; round++) {
    const rename = renamer(
      recording.steps.flatMap(({ made }) => made.map(({ id }) => id)),
      round,
    );
    const told = round === rounds ? recording.steps : recording.steps.slice(0, -1);
    steps.push(...told.map((step) => ({ ...rename(step), id: round === rounds ? step.id : `${step.id}.r${round}` })));
  }
  return { ...recording, steps };
}

/** Fields that say what something is, and name nothing: an id may be the same word. */
const PLAIN = new Set(["kind", "type", "what", "of", "as", "message", "label", "text"]);

/** Every mention of an id becomes one of this round; the last round keeps them. */
function renamer(ids, round) {
  const known = new Set(ids);
  const rename = (value) => {
    if (typeof value === "string") return known.has(value) ? `${value}~${round}` : value;
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, PLAIN.has(name) ? part : rename(part)]),
    );
  };
  return rename;
}
