import { t } from "../../language/t.ts";
import { DEFAULT_SETUP, type LabSetup, normal } from "./setup.ts";

/** A set-up that is worth running, to begin with. */
export type Preset = Readonly<{
  id: string;
  title: string;
  /** One sentence: what to watch. */
  about: string;
  setup: LabSetup;
}>;

function preset(id: string, title: string, about: string, part: Partial<LabSetup>): Preset {
  return { id, title, about, setup: normal({ ...DEFAULT_SETUP, ...part }) };
}

/** From what happens every day to what should never happen. */
export const PRESETS: readonly Preset[] = [
  preset(
    "expired",
    t`It worked yesterday`,
    t`Bob’s certificate ran out: which end knows why, and what does the other hear?`,
    {
      bobShows: "expired",
    },
  ),
  preset(
    "middle",
    t`But my browser takes it`,
    t`Bob leaves out the office’s certificate, and Alice knows only the authority above.`,
    {
      bobShows: "missing-intermediate",
    },
  ),
  preset(
    "late",
    t`Connected, and refused`,
    t`Alice shows a certificate for servers: at which step does she learn that Bob minds?`,
    {
      bobAsks: "require",
      aliceShows: "wrong-extended-key-usage",
    },
  ),
  preset(
    "groups",
    t`Nothing in common`,
    t`Each end can do something, and nothing that the other can: how far do they get?`,
    {
      aliceGroups: ["x25519", "p256"],
      bobGroups: ["p384"],
    },
  ),
  preset(
    "retry",
    t`One round trip more`,
    t`Bob wants another half than the one that Alice sent, so she has to come again.`,
    {
      aliceGroups: ["x25519", "p384"],
      bobGroups: ["p384", "p256"],
    },
  ),
  preset(
    "bit",
    t`One flipped bit`,
    t`Mallory can’t read Bob’s answer, and spoils it: does Alice read anything wrong?`,
    {
      mallory: "tamper",
      record: "9",
    },
  ),
  preset(
    "goodbye",
    t`The missing goodbye`,
    t`Mallory swallows the end: everything arrived, so why does nobody trust it?`,
    {
      mallory: "truncate",
    },
  ),
  preset(
    "twice",
    t`Written once, taken twice`,
    t`Alice’s second letter goes out early, and Mallory keeps a copy: how often does Bob pay?`,
    { sessions: "early", mallory: "replay", noAccount: "on" },
  ),
  preset(
    "proxy",
    t`The company’s proxy`,
    t`Mallory’s authority is in Alice’s trust store: every check is green, and who reads along?`,
    {
      mallory: "relay",
      malloryShows: "good",
      aliceTrusts: "right-and-mallory",
    },
  ),
  preset(
    "stolen",
    t`The stolen key`,
    t`Mallory has Bob’s private key, and changes what she relays: what is left for Alice to check?`,
    {
      mallory: "relay",
      malloryShows: "bobs-and-key",
      change: "on",
    },
  ),
];
