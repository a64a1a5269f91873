/** What the stage can do without while there is no key, no certificate and no end: one file, fetched when wanted. */
export { KeyMark } from "../ui/KeyMark.tsx";
export { Channel, Tile } from "./Channel.tsx";
export { ChannelLabels } from "./ChannelLabels.tsx";
export { Belief, CardChip, KeyChip } from "./DeskChips.tsx";
export { Envelope } from "./Envelope.tsx";
export { FlyingThing } from "./FlyingThing.tsx";
export { OutcomeList } from "./OutcomeList.tsx";
export { VerdictLights } from "./VerdictLights.tsx";
