import { cardOf } from "../cards.ts";
import { publicKeyScenario } from "../kits/sealed.ts";
import { tell } from "../phrases/tell.ts";
import { strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [strategySwitch("off", "off", "eavesdrop", "tamper")];

export const scene: Scene = {
  card: cardOf("asymmetric"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M9"],
  scenario: publicKeyScenario("letter", switches),
};
