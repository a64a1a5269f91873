import type { Language } from "./language.ts";
import { source } from "./language.ts";
import type { Tag } from "./languages.ts";
import { speak } from "./t.ts";

/**
 * Loads what a language needs, and chooses it. Before any module that has messages: nothing else may be imported first.
 * @throws Error where its catalogue can't be loaded (the network).
 */
export async function prepare(tag: Tag): Promise<void> {
  speak(await languageOf(tag));
}

async function languageOf(tag: Tag): Promise<Language> {
  switch (tag) {
    case "en":
      return source;
    case "de":
      return (await import("./german.ts")).german;
    case "en-XA":
      return (await import("./pseudo.ts")).accented;
    case "ar-XB":
      return (await import("./pseudo.ts")).mirrored;
  }
}
