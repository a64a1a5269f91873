import { firstSpoken, spoken, type Tag } from "../language/languages.ts";

const STORED_AS = "language";

/** The language that the address asks for, by any of the names that authors know; null where it asks for none. */
export function languageAsked(hash: string): Tag | null {
  const found = /[?&](?:lang|locale|hl)=([A-Za-z0-9_-]{2,20})(?:&|$)/.exec(hash)?.[1];
  return found === undefined ? null : spoken(found);
}

/**
 * The language to begin in: the address’s, else the one chosen earlier, else the first of the reader’s that we speak, as
 * their learning platform has them (`known`) or their browser.
 */
export function languageWanted(hash: string, known: readonly string[] = []): Tag {
  return languageAsked(hash) ?? firstSpoken([storedLanguage(), ...known, ...navigator.languages]);
}

/** Keeps the reader’s choice, and begins anew in it: messages are made when their modules load. The address stays. */
export function chooseLanguage(tag: Tag): void {
  try {
    localStorage.setItem(STORED_AS, tag);
  } catch {
    // A sandboxed frame has no storage: the address carries it.
  }
  const rest = location.hash.replace(/([?&])(?:lang|locale|hl)=[^&]*(&|$)/, (_, before, after) =>
    after === "" ? "" : before,
  );
  const hash = rest === "" ? "#/" : rest;
  history.replaceState(history.state, "", `${hash}${hash.includes("?") ? "&" : "?"}lang=${tag}`);
  loadAgain();
}

/** What the page says of itself before it loads itself again: whoever keeps a session open may keep it so. */
export const LOADING_AGAIN = "loading-again";

export function loadAgain(): void {
  dispatchEvent(new Event(LOADING_AGAIN));
  location.reload();
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
