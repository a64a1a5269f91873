import { openCmi5 } from "./cmi5/cmi5.ts";
import type { Memory } from "./cmi5/connection.ts";
import { openScorm12 } from "./scorm12.ts";
import { openScorm2004 } from "./scorm2004.ts";
import { findScormApi } from "./scormApi.ts";
import { packageFrom } from "./thisPackage.ts";
import type { Package, Platform } from "./types.ts";

/** A course package that has been opened; `platform` is null where nobody answered. */
export type Launched = Readonly<{ own: Package; platform: Platform | null }>;

/**
 * Finds and opens the learning platform that launched this page, as the page says that it is packaged; null where it is no
 * course package: then nothing is looked for, and nothing reported. Speaks no language: it comes before one is chosen.
 */
export async function launch(content: string | null): Promise<Launched | null> {
  const own = packageFrom(content);
  return own === null ? null : { own, platform: await open(own) };
}

/** Storage may be refused, in a sandboxed frame for one: then the page can’t be loaded again within a session. */
const memory: Memory = {
  read: (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write: (name, text) => {
    try {
      if (text === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, text);
    } catch {
      // As above.
    }
  },
};

async function open({ standard }: Package): Promise<Platform | null> {
  if (standard === "cmi5") {
    const send = (address: string, init: RequestInit): Promise<Response> => fetch(address, init);
    return openCmi5({ search: location.search, send, memory, now: Date.now, newId: () => crypto.randomUUID() });
  }
  const api = findScormApi(standard, window);
  if (api === null) return null;
  return standard === "scorm12" ? openScorm12(api, Date.now) : openScorm2004(api, Date.now);
}
