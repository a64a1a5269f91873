import { mkdirSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import type { Bench } from "../../harness/bench.ts";
import type { AskWish, ClientProgram, Said } from "../program.ts";
import { versionOf } from "./commands.ts";
import { addIdentity, makeStore } from "./nssStore.ts";
import { freePort, listening } from "./servers.ts";

/** Firefox, headless, with a profile of its own, told what to do by Marionette. */

let count = 0;
const LOAD_MS = 15_000;

export const firefox: ClientProgram = {
  client: "Firefox",
  version: () => versionOf("firefox-esr", ["--version"], /Firefox (\S+)/),
  knows: { crls: false, ocsp: true },
  shows: true,
  ask: askFirefox,
};

let before: Promise<unknown> = Promise.resolve();

/** One at a time: it takes much of a machine. */
function askFirefox(bench: Bench, wish: AskWish): Promise<Said> {
  const asked = before.then(() => askAlone(bench, wish));
  before = asked.catch(() => null);
  return asked;
}

async function askAlone(bench: Bench, wish: AskWish): Promise<Said> {
  const { port, name, ca, identity, folder } = wish;
  const profile = join(folder, `firefox-${++count}`);
  await makeStore(profile, ca);
  if (identity !== null) await addIdentity(profile, identity.chain, identity.key);
  const control = await freePort();
  writeFileSync(join(profile, "user.js"), preferences({ name, control }));
  mkdirSync(join(profile, "home"));
  const browser = bench.start("env", [
    ...[`HOME=${profile}/home`, "MOZ_REMOTE_SETTINGS_DEVTOOLS=1", "firefox-esr"],
    ...["--headless", "--marionette", "--no-remote", "--profile", profile],
  ]);
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  browser.done().then(end, end);
  await listening(control, () => ended, 30_000);
  const marionette = await Marionette.open(control);
  bench.atEnd(() => marionette.close());
  await marionette.ask("WebDriver:NewSession", { acceptInsecureCerts: false, timeouts: { pageLoad: LOAD_MS } });
  const went = await marionette.ask("WebDriver:Navigate", { url: `https://${name}:${port}/` });
  const page = await marionette.ask("WebDriver:ExecuteAsyncScript", { script: READ, args: [] });
  await marionette.ask("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => null);
  const words = typeof page.value === "string" ? page.value.replaceAll(/[ \t]+/g, " ") : "";
  return {
    accepted: went.error === null && /HTTP|s_server|hello/i.test(words),
    text: went.error === null && words.includes("s_server") ? "" : words,
    exitCode: null,
  };
}

/** What the page of an error says, and the code in its address. */
const READ = `
  const done = arguments[arguments.length - 1];
  const deep = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (["STYLE", "SCRIPT", "LINK"].includes(node.tagName) || node.hidden) return "";
    const block = ["P", "H1", "H2", "H3", "LI", "DIV", "BUTTON", "SECTION", "UL"].includes(node.tagName) ? "\\n" : "";
    const parts = [...(node.shadowRoot?.childNodes ?? []), ...(node.tagName === "SLOT" ? node.assignedNodes() : node.childNodes)];
    return block + parts.map(deep).join("") + block;
  };
  setTimeout(() => {
    const code = new URL(document.documentURI).searchParams;
    let info = [];
    try { const i = document.getFailedCertSecurityInfo(); info = [i.errorCodeString, i.errorMessage]; } catch {}
    try { const i = document.getNetErrorInfo(); info.push(i.errorCodeString); } catch {}
    done([...info, code.get("e") ?? "", document.title, deep(document.body)].join("\\n"));
  }, 500);
`;

function preferences({ name, control }: Readonly<{ name: string; control: number }>): string {
  const values: Readonly<Record<string, string | number | boolean>> = {
    "marionette.port": control,
    "network.dns.forceResolve": "127.0.0.1",
    "network.dns.localDomains": name,
    "security.default_personal_cert": "Select Automatically",
    "security.tls.version.min": 4,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "browser.startup.homepage": "about:blank",
    "browser.aboutwelcome.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.safebrowsing.downloads.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "toolkit.telemetry.enabled": false,
    "app.update.enabled": false,
    "extensions.update.enabled": false,
    "app.normandy.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "data:,",
    "network.proxy.type": 0,
    "network.prefetch-next": false,
    "network.speculative.parallel-limit": 0,
    "dom.security.https_first": false,
  };
  return Object.entries(values)
    .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`)
    .join("");
}

type Reply = Readonly<{ error: string | null; value: unknown }>;

/** Marionette's protocol: `length:[type, id, command, parameters]`, and back `[1, id, error, result]`. */
class Marionette {
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);
  #last = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, data]);
      this.#read();
    });
    const lost = (): void => {
      for (const settle of this.#waiting.values()) settle({ error: "the browser has gone", value: null });
      this.#waiting.clear();
    };
    socket.on("error", lost).on("close", lost);
  }

  static open(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject).once("connect", () => resolve(new Marionette(socket)));
    });
  }

  ask(command: string, parameters: Readonly<Record<string, unknown>>): Promise<Reply> {
    this.#last += 1;
    const id = this.#last;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ error: "no answer", value: null }), 2 * LOAD_MS);
      this.#waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(): void {
    for (;;) {
      const colon = this.#buffer.indexOf(":");
      if (colon === -1) return;
      const length = Number(this.#buffer.subarray(0, colon).toString());
      const end = colon + 1 + length;
      if (this.#buffer.length < end) return;
      this.#hear(JSON.parse(this.#buffer.subarray(colon + 1, end).toString("utf8")));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  #hear(message: unknown): void {
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message;
    const settle = this.#waiting.get(Number(id));
    this.#waiting.delete(Number(id));
    const value: unknown = typeof result === "object" && result !== null && "value" in result ? result.value : result;
    settle?.({ error: error === null ? null : String(error?.error ?? error), value });
  }
}
