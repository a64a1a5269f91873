import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import { languageAsked, languageWanted } from "./app/pageLanguage.ts";
import { prepare } from "./language/prepare.ts";
import { language } from "./language/t.ts";

/** Messages are made when their modules load, so the language comes first and all else after it. */
async function start(root: HTMLElement): Promise<void> {
  await prepare(languageWanted(location.hash)).catch(() => undefined);
  const { tag, dir } = language();
  document.documentElement.lang = tag;
  document.documentElement.dir = dir;
  addEventListener("hashchange", () => {
    const asked = languageAsked(location.hash);
    if (asked !== null && asked !== tag) location.reload();
  });
  (await import("./mount.tsx")).mount(root);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
