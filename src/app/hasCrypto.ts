/** Whether the browser lets this page compute with keys at all. */
export function hasCrypto(): boolean {
  return "crypto" in globalThis && "subtle" in globalThis.crypto;
}
