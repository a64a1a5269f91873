import type { ClientProgram, ServerProgram } from "../program.ts";
import { chromium } from "./chromium.ts";
import { curl, gnutls, opensslClient, wget } from "./commands.ts";
import { firefox } from "./firefox.ts";
import { languages } from "./languages.ts";
import { mariadbClient, mariadbServer } from "./mariadb.ts";
import { postgresServer, psql } from "./postgres.ts";
import { apache, gnutlsServer, nginx, opensslServer } from "./servers.ts";

/** Every program that is asked; what must be compiled goes into `folder`. */
export async function allPrograms(
  folder: string,
): Promise<Readonly<{ clients: readonly ClientProgram[]; servers: readonly ServerProgram[] }>> {
  const { clients, servers } = await languages(folder);
  return {
    clients: [opensslClient, curl, wget, gnutls, ...clients, chromium, firefox, mariadbClient, psql],
    servers: [opensslServer, gnutlsServer, nginx, apache, ...servers, mariadbServer, postgresServer],
  };
}
