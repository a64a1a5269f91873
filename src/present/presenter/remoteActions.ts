import type { PlayerActions } from "../../player/types.ts";
import type { PresenterBody } from "../channel/messages.ts";

/** What can be asked of a player, asked of the one in the audience’s window. What comes of it is heard from there. */
export function remoteActions(post: (body: PresenterBody) => void): PlayerActions {
  const ask = (what: Extract<PresenterBody, { type: "do" }>["what"]) => () => post({ type: "do", what });
  return {
    next: ask("next"),
    previous: ask("previous"),
    first: ask("first"),
    last: ask("last"),
    play: ask("play"),
    pause: ask("pause"),
    togglePlay: ask("togglePlay"),
    restart: async () => post({ type: "do", what: "restart" }),
    seek: (index) => post({ type: "seek", index }),
    setSpeed: (speed) => post({ type: "speed", speed }),
    setDepth: (depth) => post({ type: "depth", depth }),
    setEyes: (eyes) => post({ type: "eyes", eyes }),
    select: (selection) => post({ type: "select", selection }),
    throwSwitch: async (id, value) => post({ type: "switch", switch: id, value }),
    setHops: async (hops) => post({ type: "hops", hops }),
    guess: (prediction, option) => post({ type: "guess", prediction, option }),
    dismissNotice: (index) => post({ type: "dismiss", index }),
    // Files are loaded, and things noted, in the window that owns the run.
    notice: () => undefined,
    show: () => undefined,
  };
}
