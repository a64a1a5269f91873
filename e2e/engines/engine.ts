/**
 * What the checks ask of a browser, whichever it is: few enough means that Playwright, WebDriver BiDi and WebDriver all
 * have them. Who can be seen is found in the page (`screen.ts`), the same way for all.
 */
export type Page = Readonly<{
  /** Loads an address anew, also where only the part behind `#` is another. */
  goto: (url: string) => Promise<void>;
  reload: () => Promise<void>;
  /** Runs a function in the page. It knows nothing but its argument, and both ways only JSON goes through. */
  evaluate: <A, R>(inPage: (argument: A) => R | Promise<R>, argument: A) => Promise<R>;
  /** A key as `KeyboardEvent.key` calls it, pressed and let go as by a person. */
  press: (key: string) => Promise<void>;
  /** The mouse, pressed and let go at a point of the window's inside, in CSS px. */
  clickAt: (x: number, y: number) => Promise<void>;
  /** Writes a PNG of what is seen; false: this driver can't. */
  picture: (path: string) => Promise<boolean>;
  /** What the driver itself heard of errors in the page, besides what the page says (`watch.ts`). */
  complaints: () => readonly string[];
  close: () => Promise<void>;
}>;

export type Wanted = Readonly<{
  /** Whether the browser asks pages to leave motion out. */
  still: boolean;
  width: number;
  height: number;
}>;

/** A browser that runs. */
export type Engine = Readonly<{
  name: string;
  version: string;
  /** How it is driven, in a few words. */
  driver: string;
  open: (wanted: Wanted) => Promise<Page>;
  close: () => Promise<void>;
}>;

/** Why a browser could not be run. */
export type NotRun = Readonly<{ name: string; why: string }>;

/** The call of a function with its argument, as text for a page. */
export function callOf<A, R>(inPage: (argument: A) => R | Promise<R>, argument: A): string {
  return `(${inPage})(${argument === undefined ? "" : JSON.stringify(argument)})`;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
