import { parseArgs } from "node:util";
import { spoken } from "../../src/language/languages.ts";
import { prepare } from "../../src/language/prepare.ts";

export const USAGE = `npm run narrate <scene> -- [--depth=story|protocol] [--switch=name=value[@step]]… [--hops=4] [--lang=en]

Prints a whole scene as somebody hears it who sees nothing of it: what a screen reader says at each step, the questions
with what may be answered and, where they are settled, what happened; and what the scene leaves out.
It is recorded anew each time, with fresh keys. \`all\` in place of a scene prints them all.`;

/** Gives the exit code: 2 for a command line that makes no sense. */
export async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  // The language first: modules with messages make many of them as they load.
  await prepare(options.language);
  const { narrate, sceneIds } = await import("./print.ts");
  const ids = options.scene === "all" ? sceneIds() : [options.scene];
  for (const id of ids) {
    const told = await narrate(id, options);
    if (typeof told === "string") console.error(told);
    if (typeof told === "string") return 2;
    console.log(`${told.map((sentences) => sentences.join(" ")).join("\n\n")}\n`);
  }
  return 0;
}

export type Options = Readonly<{
  scene: string;
  depth: "story" | "protocol";
  hops: number | null;
  /** `name=value` or `name=value@step`. */
  switches: readonly string[];
}>;

/** What is asked for, or the sentence that says why that can't be. */
function optionsOf(args: readonly string[]): (Options & { language: NonNullable<ReturnType<typeof spoken>> }) | string {
  const known = { depth: { type: "string" }, switch: { type: "string", multiple: true } } as const;
  const more = { hops: { type: "string" }, lang: { type: "string" }, help: { type: "boolean" } } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...known, ...more },
      allowPositionals: true,
    });
    const [scene, ...others] = positionals;
    const { depth = "story", switch: switches = [], lang = "en", hops } = values;
    const language = spoken(lang);
    if (values.help === true || scene === undefined || others.length > 0) return USAGE;
    if (depth !== "story" && depth !== "protocol") return `--depth is story or protocol, not ${depth}.`;
    if (language === null) return `There is no language ${lang}.`;
    if (hops !== undefined && !/^\d$/.test(hops)) return `--hops is a number of routers, not ${hops}.`;
    return { scene, depth, switches, language, hops: hops === undefined ? null : Number(hops) };
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n\n${USAGE}`;
  }
}
