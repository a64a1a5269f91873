import { Moon, Sun, SunMoon } from "lucide-react";
import type { ReactElement } from "react";
import { chooseTheme, useTheme } from "../embed/theme.ts";
import type { Theme } from "../player/url.ts";
import { IconButton } from "../ui/Button.tsx";
import { Segment } from "../ui/Segment.tsx";

const ICONS = { auto: SunMoon, light: Sun, dark: Moon } as const;
const AFTER: Readonly<Record<Theme, Theme>> = { auto: "light", light: "dark", dark: "auto" };
const OPTIONS = [
  { value: "auto", label: "Auto" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Auto, light, dark, in turn. */
export function ThemeButton(): ReactElement {
  const { asked, preferred } = useTheme();
  const theme = asked ?? preferred;
  const Icon = ICONS[theme];
  return (
    <IconButton
      label={`Theme: ${theme}`}
      icon={<Icon size={18} aria-hidden />}
      onClick={() => chooseTheme(AFTER[theme])}
    />
  );
}

/** The same with all three in view. */
export function ThemeSegment(): ReactElement {
  const { asked, preferred } = useTheme();
  return <Segment label="Theme" wide options={OPTIONS} value={asked ?? preferred} onChange={chooseTheme} />;
}
