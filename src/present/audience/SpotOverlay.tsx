import type { ReactElement } from "react";
import { SpotMark } from "../parts/SpotMark.tsx";
import type { RoomState, Store } from "../room.ts";
import { useStoreOf } from "../useStore.ts";

/** Where the teacher points, over whatever is on the stage. */
export function SpotOverlay({ room }: Readonly<{ room: Store<RoomState> }>): ReactElement | null {
  const spot = useStoreOf(room, (state) => state.spot);
  return spot === null ? null : <SpotMark spot={spot} />;
}
