import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import { languageAsked, languageWanted, loadAgain } from "./app/pageLanguage.ts";
import { prepare } from "./language/prepare.ts";
import { language } from "./language/t.ts";

/** Messages are made when their modules load, so the language comes first and all else after it. */
async function start(root: HTMLElement): Promise<void> {
  const course = await courseHere();
  await prepare(languageWanted(location.hash, course?.platform?.languages)).catch(() => undefined);
  const { tag, dir } = language();
  document.documentElement.lang = tag;
  document.documentElement.dir = dir;
  addEventListener("hashchange", () => {
    const asked = languageAsked(location.hash);
    if (asked !== null && asked !== tag) loadAgain();
  });
  if (course !== null) (await import("./app/course/begin.ts")).begin(course);
  (await import("./mount.tsx")).mount(root);
  if (import.meta.env.PROD && course === null) setTimeout(keepOffline, WHEN_READING_MS);
}

/** By now the first page has all that it needs, and somebody reads. */
const WHEN_READING_MS = 4000;

async function keepOffline(): Promise<void> {
  // Whoever leaves the page meanwhile, or has lost the network by now, goes without.
  const offline = await import("./app/offline/offline.ts").catch(() => null);
  await offline?.keepOffline();
}

/** The course that this page is packaged as, and the platform that it found; null where it is the whole site. */
async function courseHere() {
  const told = document.querySelector("meta[name=course]");
  return told === null ? null : (await import("./app/report/launch.ts")).launch(told.getAttribute("content"));
}

const root = document.getElementById("root");
if (root !== null) void start(root);
