import { t } from "../../language/t.ts";
import { ALERTS } from "../../tls/codepoints.ts";

/** An alert by number and name: `alert 42, bad_certificate`. */
export function alertWords(number: number): string {
  const name = Object.entries(ALERTS).find(([, code]) => code === number)?.[0];
  return name === undefined ? t`alert ${number}` : t`alert ${number}, ${name}`;
}
