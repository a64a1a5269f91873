import { Moon, Sun, SunMoon } from "lucide-react";
import type { ReactElement } from "react";
import { chooseTheme, useTheme } from "../embed/theme.ts";
import { t } from "../language/t.ts";
import type { Theme } from "../player/url.ts";
import { IconButton } from "../ui/Button.tsx";
import { Segment } from "../ui/Segment.tsx";

const ICONS = { auto: SunMoon, light: Sun, dark: Moon } as const;
const AFTER: Readonly<Record<Theme, Theme>> = { auto: "light", light: "dark", dark: "auto" };
const OPTIONS = [
  { value: "auto", label: t`Auto` },
  { value: "light", label: t`Light` },
  { value: "dark", label: t`Dark` },
] as const;

/** Auto, light, dark, in turn. */
export function ThemeButton(): ReactElement {
  const { asked, preferred } = useTheme();
  const theme = asked ?? preferred;
  const Icon = ICONS[theme];
  return (
    <IconButton
      label={t`Theme: ${OPTIONS.find(({ value }) => value === theme)?.label ?? theme}`}
      icon={<Icon size={18} aria-hidden />}
      onClick={() => chooseTheme(AFTER[theme])}
    />
  );
}

/** The same with all three in view. */
export function ThemeSegment(): ReactElement {
  const { asked, preferred } = useTheme();
  return <Segment label={t`Theme`} wide options={OPTIONS} value={asked ?? preferred} onChange={chooseTheme} />;
}
