import type { ReactElement } from "react";
import { usePlayer } from "../../player/context.tsx";
import { hasSwitches } from "../../player/switchable.ts";
import { later } from "../../ui/later.tsx";

const SwitchBar = later(async () => (await import("./SwitchBar.tsx")).SwitchBar);

/** Whatever can be switched in the scene; nothing where nothing can. `folded` puts everything behind one button. */
export function Switches({ folded }: Readonly<{ folded: boolean }>): ReactElement | null {
  const any = usePlayer((state) => hasSwitches(state.scene));
  return any ? <SwitchBar folded={folded} /> : null;
}
