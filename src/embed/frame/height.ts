/** What was wished for, and at which width. */
export type Wish = Readonly<{ width: number; height: number }>;

/** Below this width the wire runs downwards, and needs its height (`stage/layout.ts`). */
const ACROSS_FROM = 700;
const LEAST_STAGE = 480;
const LARGEST_STAGE = 620;
const TALLEST = 1200;
/** Heights are asked for in steps of this, in px. */
const ROUND = 8;
/** A width that changes by less is a scroll bar that came or went: it must not make the wish go back and forth. */
const SCROLL_BAR = 24;

/** The height in which the stage shows all there is, at a width. */
export function stageHeight(width: number): number {
  return width < ACROSS_FROM ? LEAST_STAGE : Math.min(Math.max(width * 0.5, LEAST_STAGE), LARGEST_STAGE);
}

/**
 * The height that a frame would like: it depends on the width and on what is written, never on the height that it has,
 * so a host that obeys is asked nothing more. At one width it only grows, lest the page jump with each step.
 * @param rest what stands over and under the stage, as high as it is by itself
 */
export function wishedHeight(before: Wish | null, width: number, rest: number): Wish {
  const height = Math.min(Math.ceil((stageHeight(width) + rest) / ROUND) * ROUND, TALLEST);
  if (before === null || Math.abs(before.width - width) > SCROLL_BAR) return { width, height };
  return height > before.height ? { width: before.width, height } : before;
}
