import type { ChannelKey } from "../../crypto/keys.ts";
import type { KeyId } from "../recording.ts";

/** A channel key with its name in the recording. */
export type Channel = Readonly<{ key: ChannelKey; id: KeyId }>;
