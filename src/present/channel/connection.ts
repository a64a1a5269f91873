/** What one window knows of the other. */
export type Connection = Readonly<{
  /**
   * seeking: nobody has answered yet; here: it answers; away: it is open and shows no scene; left: it said goodbye;
   * silent: it answers no longer.
   */
  status: "seeking" | "here" | "away" | "left" | "silent";
  /** How often it was asked since it was heard last. */
  unanswered: number;
}>;

export type ConnectionEvent = "heard" | "away" | "bye" | "asked";

export const NOBODY_YET: Connection = { status: "seeking", unanswered: 0 };

/**
 * How many questions may stay unanswered. Counted, not timed: a window in the background may be let do things once a
 * minute only, but what is sent to it is answered at once.
 */
const MOST_UNANSWERED = 3;

/** What is known after something came to pass: pure, and total. */
export function after(connection: Connection, event: ConnectionEvent): Connection {
  switch (event) {
    case "heard":
      return { status: "here", unanswered: 0 };
    case "away":
      return { status: "away", unanswered: 0 };
    case "bye":
      return { status: "left", unanswered: 0 };
    case "asked":
      return askedAgain(connection);
  }
}

function askedAgain({ status, unanswered }: Connection): Connection {
  const asked = Math.min(unanswered + 1, MOST_UNANSWERED);
  // Who never came, or said goodbye, is not missed.
  const isMissed = asked === MOST_UNANSWERED && (status === "here" || status === "away");
  return { status: isMissed ? "silent" : status, unanswered: asked };
}
