/** The page around the frame, as far as it is spoken with. */
export type Host = Readonly<{
  /** Whether it is the one that is heard: the page right around the frame, of an allowed and of its first origin. */
  isHeard: (source: unknown, origin: string) => boolean;
  /** From the first message that made sense on, it goes to that origin only. */
  remember: (origin: string) => void;
  /** Sends to where it is known that somebody may hear it. */
  post: (message: unknown) => void;
  /** Sends what anybody may hear, even where nobody has been heard yet. */
  postToAnyone: (message: unknown) => void;
}>;

/** An origin that no address names: a sandboxed page, or a file. It can be told apart, and not be written to. */
const OPAQUE = "null";

/** As much of a window as is needed to write to it. */
type Mailbox = Readonly<{ postMessage: (message: unknown, target: string) => void }>;

/**
 * The window around ours; null where there is none.
 * @param allowed the origins that are heard and answered; null: any
 */
export function hostAround(page: Readonly<{ parent: Mailbox }>, allowed: () => readonly string[] | null): Host | null {
  const { parent } = page;
  const own: unknown = page;
  if (parent === own) return null;
  let known: string | null = null;

  function send(message: unknown, targets: readonly string[]): void {
    for (const target of targets) parent.postMessage(message, target);
  }

  function targets(): readonly string[] | null {
    if (known !== null && isAllowed(known)) return [known === OPAQUE ? "*" : known];
    return allowed();
  }

  function isAllowed(origin: string): boolean {
    return allowed()?.includes(origin) ?? true;
  }

  return {
    isHeard: (source, origin) => source === parent && isAllowed(origin) && (known === null || known === origin),
    remember: (origin) => {
      known ??= origin;
    },
    post: (message) => send(message, targets() ?? []),
    postToAnyone: (message) => send(message, targets() ?? ["*"]),
  };
}
