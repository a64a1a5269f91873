import { describe, expect, it } from "vitest";
import type { Desk } from "./desk.ts";
import { fitDesk } from "./deskFit.ts";

const look = {
  id: "k",
  fingerprint: "7f3a",
  name: "key 7f3a",
  short: "7f3a",
  tone: "yellow",
  index: 0,
  use: "channel",
} as const;
const held = { key: "k", part: "secret", how: "made" } as const;

const desk: Desk = {
  keys: ["key 7f3a", "own half 1c6a", "half 8382", "half 1111"].map((words) => ({
    look,
    held,
    words,
    label: words,
    fresh: false,
  })),
  cards: [{ id: "c", words: "trusts Example Root Authority", role: "trust", fresh: false }],
  beliefs: [{ look, believes: "Bob", verified: false, fresh: false }],
  texts: ["Done: Carol has 10 coins more", "Please pay Carol 10 coins"].map((text) => ({
    text,
    how: "wrote",
    fresh: false,
  })),
  deeds: [{ text: "paid Carol 10 coins", fresh: false }],
};

describe("what a desk shows", () => {
  it("is everything where there is room", () => {
    const fitted = fitDesk(desk, 400, 400);
    expect(fitted.moreKeys).toBe(0);
    expect(fitted.moreTexts).toBe(0);
    expect(fitted.moreCards).toBe(0);
  });

  it("is first what tells the story, and how much more there is", () => {
    const fitted = fitDesk(desk, 228, 120);
    expect(fitted.keys.length).toBeGreaterThan(0);
    expect(fitted.texts.map((t) => t.text)).toEqual(["Done: Carol has 10 coins more"]);
    expect(fitted.deeds).toHaveLength(1);
    expect(fitted.keys.length + fitted.moreKeys).toBe(4);
    expect(fitted.texts.length + fitted.moreTexts).toBe(2);
  });

  it("is nothing where there is no room at all", () => {
    const fitted = fitDesk(desk, 200, 10);
    expect([fitted.keys, fitted.texts, fitted.deeds, fitted.cards].flat()).toEqual([]);
    expect(fitted.moreKeys).toBe(4);
  });
});
