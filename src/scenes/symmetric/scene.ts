import { t } from "../../language/t.ts";
import { cardOf } from "../cards.ts";
import { publicKeyScenario } from "../kits/sealed.ts";
import { tell } from "../phrases/tell.ts";
import { choice, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("off", "off", "eavesdrop", "tamper"),
  choice(
    "theft",
    t`Later`,
    { value: "off", label: t`nothing happens`, hint: t`Bob keeps his private key to himself.` },
    {
      value: "on",
      label: t`Bob’s key is stolen`,
      hint: t`When all is said, Mallory steals Bob’s private key and tries it on her copies.`,
    },
  ),
];

export const scene: Scene = {
  card: cardOf("symmetric"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M4"],
  scenario: publicKeyScenario("key", switches),
};
