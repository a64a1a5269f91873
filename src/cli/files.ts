import { readFileSync } from "node:fs";
import { fromPem, PemError } from "../pki/pem.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The command line, or a file that it names, is not what it should be: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** A file's text. Throws UsageError where it can't be read. */
export function readText(path: string, flag: string): string {
  return readBytes(path, flag).toString("utf8");
}

export function readBytes(path: string, flag: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${flag}: ${path} can't be read (${error instanceof Error ? error.message : error})`);
  }
}

/** The certificates of a PEM file, DER, in their order; one at least, else UsageError. */
export function readCertificates(path: string, flag: string): readonly Bytes[] {
  try {
    const found = fromPem(readText(path, flag));
    if (found.length > 0) return found;
  } catch (error) {
    if (error instanceof PemError) throw new UsageError(`${flag}: ${path}: ${error.message}`);
    throw error;
  }
  throw new UsageError(`${flag}: ${path} holds no certificate (a block that begins with -----BEGIN CERTIFICATE-----)`);
}
