import { t } from "../language/t.ts";
import type { Service } from "../sim/actors/letters.ts";
import type { Rewrite } from "../sim/attackers/mind.ts";

/** What Alice asks of Bob the banker. */
export const PAYMENT = "Please pay Carol 10 coins";

const ORDER = /^Please pay (\w{1,20}) (\d{1,6}) coins$/;
const RECEIPT = /^Done: (\w{1,20}) has (\d{1,6}) coins more$/;

/** Bob the banker: does what a payment order says. */
export const bank: Service = (text) => {
  const order = ORDER.exec(text);
  if (order === null) return { deed: null, reply: "Sorry, I don’t understand that" };
  const [, whom = "", coins = ""] = order;
  return { deed: t`paid ${whom} ${coins} coins`, reply: `Done: ${whom} has ${coins} coins more` };
};

/** Mallory in Bob's place: says what Alice hopes to hear, and does nothing. */
export const liar: Service = (text) => ({ deed: null, reply: bank(text).reply });

/** Mallory on the way: the money goes to her, and Alice reads the answer that she expects. */
export const divert: Rewrite = (text) => {
  if (ORDER.test(text)) return "Please pay Mallory 1000 coins";
  return RECEIPT.test(text) ? "Done: Carol has 10 coins more" : null;
};

export const TRUE_READING = "Alice: pulse 62";
export const FALSE_READING = "Alice: pulse 180";

/** What Bob does when the pulse is high. */
export const STRONG_MEDICINE = t`gave Alice the strong medicine`;

const READING = /^Alice: pulse (\d{2,3})$/;

/** Bob the clinic: doses by the readings that come in. */
export const clinic: Service = (text) => {
  const reading = READING.exec(text);
  if (reading === null) return { deed: null, reply: "Sorry, I don’t understand that" };
  const pulse = Number(reading[1]);
  const deed = pulse > 120 ? STRONG_MEDICINE : t`left Alice’s medicine as it is`;
  return { deed, reply: `Noted: pulse ${pulse}` };
};

/** Mallory on the way to the clinic. */
export const alarm: Rewrite = (text) => (READING.test(text) ? FALSE_READING : null);
