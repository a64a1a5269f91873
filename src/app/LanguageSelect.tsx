import type { ReactElement } from "react";
import { languages, spoken } from "../language/languages.ts";
import { language, t } from "../language/t.ts";
import { Select } from "../ui/Select.tsx";
import { chooseLanguage } from "./pageLanguage.ts";

const OPTIONS = languages.map(({ tag, name }) => ({ value: tag, label: name }));

/** The language of all words, each in its own. Choosing loads the page anew, at the same address. */
export function LanguageSelect(): ReactElement {
  const current = spoken(language().tag);
  const value = OPTIONS.find((option) => option.value === current)?.value ?? "en";
  return <Select label={t`Language`} options={OPTIONS} value={value} onChange={chooseLanguage} />;
}
