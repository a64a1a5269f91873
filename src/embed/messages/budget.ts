/** How much may be taken: `burst` at once, and `perSecond` again and again. */
export type Allowance = Readonly<{ burst: number; perSecond: number }>;

/**
 * Gives the question whether one more may be taken at a time in ms (times must not go back). `over` is the first that
 * may not; those after it are `still over`, until all that may be taken at once is there again. What was refused leaves
 * no debt: after a flood everything is as before.
 */
export function createBudget({ burst, perSecond }: Allowance): (now: number) => "taken" | "over" | "still over" {
  let left = burst;
  let last = 0;
  let calm = true;
  return (now) => {
    left = Math.min(burst, left + (Math.max(now - last, 0) / 1000) * perSecond);
    last = now;
    if (left === burst) calm = true;
    if (left >= 1) {
      left -= 1;
      return "taken";
    }
    if (!calm) return "still over";
    calm = false;
    return "over";
  };
}
