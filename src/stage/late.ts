/** What the stage can do without as long as there is neither key nor certificate: one file, fetched when it is wanted. */
export { Channel, Tile } from "./Channel.tsx";
export { ChannelLabels } from "./ChannelLabels.tsx";
export { Belief, CardChip, KeyChip } from "./DeskChips.tsx";
export { Envelope } from "./Envelope.tsx";
export { FlyingThing } from "./FlyingThing.tsx";
export { VerdictLights } from "./VerdictLights.tsx";
