/**
 * Words that change with their place in a sentence. A catalogue may give a message in the four cases of German; made
 * into one text with its forms side by side, it travels through the code as any other, and the message in which it
 * stands as a value picks a form: `{a}` the first, `{a_acc}`, `{a_dat}`, `{a_gen}` the others.
 */
export type Cases = Readonly<{ nom: string; acc: string; dat: string; gen: string }>;

/** Of the private use area: it stands in no text that anybody writes. */
const BETWEEN = "\uE000";

/** The forms as one text. */
export function withForms({ nom, acc, dat, gen }: Cases): string {
  return [nom, acc, dat, gen].join(BETWEEN);
}

/** The forms of a text; of one without, the same four times. */
export function formsOf(text: string): Cases {
  const [nom = "", acc = nom, dat = nom, gen = nom] = text.split(BETWEEN);
  return { nom, acc, dat, gen };
}

/** The text as it stands by itself: in the first of its forms. */
export function plain(text: string): string {
  return text.includes(BETWEEN) ? formsOf(text).nom : text;
}

/** Does the same to each form of a text. */
export function eachForm(text: string, change: (form: string) => string): string {
  return text.split(BETWEEN).map(change).join(BETWEEN);
}

/** With the first letter a capital: as a sentence begins. */
export function capital(text: string): string {
  return eachForm(text, (form) => form.charAt(0).toUpperCase() + form.slice(1));
}
