import type { Desk, DeskBelief, DeskCard, DeskKey, DeskText } from "./desk.ts";

/** What of a desk is shown in the room there is. */
export type FittedDesk = Readonly<{
  keys: readonly DeskKey[];
  moreKeys: number;
  cards: readonly DeskCard[];
  moreCards: number;
  beliefs: readonly DeskBelief[];
  texts: readonly DeskText[];
  moreTexts: number;
  deeds: Desk["deeds"];
}>;

const CHIP_ROW = 31;
const LINE = 26;
const CHIP_GAP = 9;

/** Shares out a desk's room: first what tells the story (keys, belief, what is known and done), then the rest. */
export function fitDesk(desk: Desk, width: number, height: number): FittedDesk {
  let room = height;
  const take = (cost: number) => {
    if (room < cost) return false;
    room -= cost;
    return true;
  };
  const keyRows = rowsOf(desk.keys, (key) => key.label, width);
  const cardRows = rowsOf(desk.cards, (card) => card.words, width);
  let [keys, cards, beliefs, texts, deeds] = [0, 0, 0, 0, 0];
  if (keyRows.length > 0 && take(CHIP_ROW)) keys++;
  if (desk.texts.length > 0 && take(linesOf(desk.texts[0], desk.texts.length > 1 ? width - 34 : width) * LINE)) texts++;
  if (desk.deeds.length > 0 && take(LINE)) deeds++;
  while (beliefs < Math.min(desk.beliefs.length, 2) && take(LINE)) beliefs++;
  if (cardRows.length > 0 && take(CHIP_ROW)) cards++;
  while (keys < keyRows.length && take(CHIP_ROW)) keys++;
  if (desk.texts.length > 1 && take(linesOf(desk.texts[1], desk.texts.length > 2 ? width - 34 : width) * LINE)) texts++;
  while (cards < cardRows.length && take(CHIP_ROW)) cards++;
  const shownKeys = chips(keyRows, keys, desk.keys.length);
  const shownCards = chips(cardRows, cards, desk.cards.length);
  return {
    keys: shownKeys,
    moreKeys: desk.keys.length - shownKeys.length,
    cards: shownCards,
    moreCards: desk.cards.length - shownCards.length,
    beliefs: beliefs === 0 ? [] : desk.beliefs.slice(-beliefs),
    texts: desk.texts.slice(0, texts),
    moreTexts: desk.texts.length - texts,
    deeds: desk.deeds.slice(0, deeds),
  };
}

/** A text that is too long for a line may take a second one. */
function linesOf(text: DeskText | undefined, width: number): 1 | 2 {
  return (text?.text.length ?? 0) * 6.6 > width - 40 ? 2 : 1;
}

/** Chips in rows, by the width that their words will take. */
function rowsOf<T>(items: readonly T[], words: (item: T) => string, width: number): readonly (readonly T[])[] {
  const rows: T[][] = [];
  let left = 0;
  for (const item of items) {
    const need = Math.min(42 + words(item).length * 6.9, width);
    const row = rows.at(-1);
    if (row === undefined || need > left) {
      rows.push([item]);
      left = width - need - CHIP_GAP;
    } else {
      row.push(item);
      left -= need + CHIP_GAP;
    }
  }
  return rows;
}

/** The chips of the first rows; the last of a row gives way to `+n` when there are more and the row is full. */
function chips<T>(rows: readonly (readonly T[])[], count: number, all: number): readonly T[] {
  const shown = rows.slice(0, count).flat();
  const full = (rows[count - 1]?.length ?? 0) > 1;
  return shown.length < all && full ? shown.slice(0, -1) : shown;
}
