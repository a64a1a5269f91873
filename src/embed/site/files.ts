import { allPosters } from "./posters.ts";
import { type Files, shareFiles } from "./share.ts";

/** All that the built site holds for other people's pages besides `embed.js`: pictures, and what links unfold to. */
export async function siteFiles(site: string | null): Promise<Files> {
  const scenes = await allPosters();
  const posters = scenes.map(({ card, svg }) => [`posters/${card.id}.svg`, svg] as const);
  return new Map([...posters, ...shareFiles(scenes, site)]);
}
