import type { NotRun } from "./engine.ts";

/** What one check of one scene in one browser came to. `told` and `failure` null: the scene has nothing of the kind. */
export type Row = Readonly<{
  engine: string;
  what: string;
  check: string;
  seconds: number;
  told: string | null;
  failure: string | null;
}>;

/** All that was run as a table, a line for each check, a column for each browser; what was not run is said so. */
export function table(rows: readonly Row[], notRun: readonly NotRun[]): string {
  const engines = [...new Set(rows.map(({ engine }) => engine))];
  const checks = [...new Set(rows.map(({ check }) => check))];
  const heads = ["", ...engines, ...notRun.map(({ name }) => name)];
  const lines = checks.map((check) => [
    check,
    ...engines.map((engine) => summary(rows.filter((row) => row.engine === engine && row.check === check))),
    ...notRun.map(() => "not run"),
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const draw = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  const failures = rows.filter(({ failure }) => failure !== null);
  return [
    "",
    draw(heads),
    rule,
    ...lines.map(draw),
    "",
    ...notRun.map(({ name, why }) => `${name} was not run: ${why}.`),
    ...failures.map(({ engine, what, check, failure }) => `FAILED in ${engine}: ${what}, ${check}: ${failure}`),
  ].join("\n");
}

function summary(rows: readonly Row[]): string {
  const ran = rows.filter(({ told, failure }) => told !== null || failure !== null);
  const failed = ran.filter(({ failure }) => failure !== null).length;
  if (ran.length === 0) return "nothing to check";
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const passed = `${ran.length - failed} passed`;
  return `${failed > 0 ? `${failed} FAILED, ` : ""}${passed} (${seconds.toFixed(0)} s)`;
}
