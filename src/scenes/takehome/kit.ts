import type { Ports } from "./commands.ts";
import { issuingAt, type KitSource } from "./issuing.ts";
import { type KitFile, paperFiles } from "./papers.ts";
import type { KitPlan } from "./plan.ts";
import { readme } from "./readme.ts";
import { setups } from "./setups.ts";

export const PORTS: Ports = { tls: 8443, source: 3307, replica: 3308 };

/** A kit to take home: the name of its folder, and its files. */
export type Kit = Readonly<{ folder: string; files: readonly KitFile[] }>;

type KitWish = Readonly<{
  /** The real time: real programs check certificates by it. */
  at: Date;
  source: KitSource;
  /** Where its servers listen, if not at the usual ports. */
  ports?: Ports;
}>;

/**
 * Issues afresh what a plan asks for, with the scenes' authorities and names, and writes the README with the commands
 * that repeat it. A recording can't give this: it holds no private key.
 */
export async function makeKit(plan: KitPlan, { at, source, ports = PORTS }: KitWish): Promise<Kit> {
  const papers = await paperFiles(plan, issuingAt(at, source), source);
  const text = readme(plan, dayAfter(at, 365), ports);
  const files = [{ path: "README.md", text, secret: false }, ...papers, ...setups(ports)];
  return { folder: `between-alice-and-bob-${plan.id}`, files };
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** As in `26 November 2027`, in UTC. */
function dayAfter(at: Date, days: number): string {
  const day = new Date(at.getTime() + days * 86_400_000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
