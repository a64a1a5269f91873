import * as v from "valibot";

const Answer = v.object({ value: v.unknown() });
const Refusal = v.object({ error: v.string(), message: v.string() });

const PATIENCE = { session: 30_000, command: 60_000, end: 10_000 };

/** A session of WebDriver (W3C), as far as it is used here. */
export class WebDriver {
  private constructor(
    private readonly session: string,
    readonly capabilities: unknown,
  ) {}

  /** Opens a session at a driver's address. Throws what the driver says where it refuses. */
  static async open(address: string, alwaysMatch: object): Promise<WebDriver> {
    const made = await ask("POST", `${address}/session`, { capabilities: { alwaysMatch } }, PATIENCE.session);
    const { sessionId, capabilities } = v.parse(v.object({ sessionId: v.string(), capabilities: v.unknown() }), made);
    return new WebDriver(`${address}/session/${sessionId}`, capabilities);
  }

  post(command: string, body: object = {}): Promise<unknown> {
    return ask("POST", `${this.session}/${command}`, body);
  }

  /** What an expression comes to in the page, once it is settled. */
  async evaluate(expression: string): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1];
      (async () => ${expression})().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const Done = v.union([v.object({ error: v.string() }), v.object({ value: v.optional(v.unknown()) })]);
    const done = v.parse(Done, await this.post("execute/async", { script, args: [] }));
    if ("error" in done) throw new Error(done.error);
    return done.value;
  }

  async close(): Promise<void> {
    await ask("DELETE", this.session, undefined, PATIENCE.end);
  }
}

async function ask(method: string, url: string, body?: object, patience = PATIENCE.command): Promise<unknown> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, ...init, signal: AbortSignal.timeout(patience) });
  const { value } = v.parse(Answer, await response.json());
  if (response.ok) return value;
  const refusal = v.safeParse(Refusal, value);
  throw new Error(refusal.success ? `${refusal.output.error}: ${refusal.output.message}` : JSON.stringify(value));
}
