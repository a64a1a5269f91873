import { themeState } from "../../embed/theme.ts";
import { usePlayer } from "../../player/context.tsx";
import { addressOf } from "../../player/session.ts";
import { addressHere } from "./addresses.ts";

/** The address of what the audience sees, written out. */
export function useViewAddress(): string {
  return usePlayer((state) => addressHere(addressOf("scene", state, themeState().asked)));
}
