import { clientAuthentication } from "./clientAuthentication.ts";
import { compatibility } from "./compatibility.ts";
import { resumed } from "./resumed.ts";
import { retry } from "./retry.ts";
import { simple } from "./simple.ts";
import type { Trace } from "./trace.ts";

/** All traces of RFC 8448, §3 to §7. */
export const traces: readonly Trace[] = [simple, resumed, retry, clientAuthentication, compatibility];
