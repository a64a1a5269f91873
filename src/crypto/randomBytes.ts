import type { Bytes } from "./buffer.ts";
import { webcrypto } from "./web.ts";

/** Random bytes of the platform. */
export async function randomBytes(size: number): Promise<Bytes> {
  return webcrypto.getRandomValues(new Uint8Array(size));
}
