import { describe, expect, it } from "vitest";
import { breaches, homeless } from "./floors.ts";
import { sourceFiles } from "./source.ts";

describe("the floors rule", () => {
  it("holds for every import, static or dynamic, and every clock, chance and key in src/", () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap(breaches)).toEqual([]);
  });

  it("gives every folder a floor", () => {
    expect(homeless(sourceFiles())).toEqual([]);
  });

  it.each([
    ["bytes/a.ts", 'import { x } from "../crypto/x.ts";'],
    ["bytes/a.ts", 'import type { X } from "../sim/recording.ts";'],
    ["sim/a.ts", 'const x = await import("../player/x.ts");'],
    ["sim/a.ts", 'export { x } from "../scenes/x.ts";'],
    ["sim/a.ts", 'type X = import("../scenes/types.ts").Scene;'],
    ["tls/a.ts", 'import { x } from "../pki/x.ts";'],
    ["tls/a.ts", 'import { x } from "../sim/x.ts";'],
    ["tls/a.ts", 'import { x } from "../story/x.ts";'],
    ["tls/a.ts", 'import { x } from "../cli/x.ts";'],
    ["tls/record/a.ts", 'import { sha256 } from "@noble/hashes/sha2.js";'],
    ["tls/record/a.ts", 'const x = await import("@noble/ciphers/chacha.js");'],
    ["cli/a.ts", 'import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";'],
    ["cli/a.ts", 'import { x } from "../story/x.ts";'],
    ["cli/a.ts", 'import { x } from "../player/x.ts";'],
    ["cli/a.ts", 'import { x } from "../app/x.tsx";'],
    ["cli/a.ts", 'import { useState } from "react";'],
    ["cli/a.ts", 'import { x } from "../peers/x.ts";'],
    ["app/a.tsx", 'import { x } from "../cli/x.ts";'],
    ["tls/a.ts", 'import { connect } from "node:net";'],
    ["crypto/a.ts", 'import { webcrypto } from "node:crypto";'],
    ["pki/path/a.ts", 'import { x } from "../../tls/x.ts";'],
    ["stage/a.tsx", 'import { x } from "../inspect/x.tsx";'],
    ["inspect/a.tsx", 'import { x } from "../stage/x.tsx";'],
    ["embed/a.tsx", 'import { x } from "../app/x.tsx";'],
    ["player/a.ts", 'import { x } from "../ui/x.tsx";'],
    ["ui/a.tsx", 'import { x } from "../sim/x.ts";'],
    ["app/a.tsx", 'import { x } from "../testing/x.ts";'],
    ["scenes/mitm/scene.ts", 'import { x } from "../direct/words.ts";'],
    ["sim/a.ts", 'import * as x509 from "@peculiar/x509";'],
    ["stage/a.ts", 'import { createStore } from "zustand/vanilla";'],
    ["scenes/a.ts", 'import { useState } from "react";'],
    ["sim/a.ts", 'import { m } from "framer-motion";'],
    ["sim/a.ts", "const width = window.innerWidth;"],
    ["story/a.ts", "const now = Date.now();"],
    ["pki/a.ts", "const now = new Date();"],
    ["sim/a.ts", "const x = Math.random();"],
    ["sim/a.ts", "setTimeout(() => {}, 1);"],
    ["scenes/a.ts", "const t = performance.now();"],
    ["pki/a.ts", 'const h = await crypto.subtle.digest("SHA-256", x);'],
    ["story/a.ts", "const { x } = globalThis.crypto.subtle;"],
    ["sim/a.ts", "crypto.getRandomValues(x);"],
  ])("catches a breach planted in %s: %s", (path, text) => {
    expect(breaches({ path, text })).toHaveLength(1);
  });

  it.each([
    ["app/a.tsx", 'import { x } from "../scenes/x.ts";'],
    ["stage/a.tsx", 'import { m } from "framer-motion";'],
    ["player/a.ts", 'import * as v from "valibot";'],
    ["inspect/a.tsx", 'import { Chip } from "../ui/Chip.tsx";'],
    ["scenes/mitm/scene.ts", 'import { x } from "../shared/people.ts";'],
    ["scenes/catalog.ts", 'const x = () => import("./mitm/scene.ts");'],
    ["pki/a.ts", 'const date = new Date("2026-01-01"); import "@peculiar/x509";'],
    ["crypto/a.ts", "crypto.subtle.digest(a, b);"],
    ["crypto/a.ts", 'import { sha256 } from "@noble/hashes/sha2.js";'],
    ["tls/a.ts", 'import { hmac } from "../crypto/hash.ts"; import { Reader } from "../bytes/reader.ts";'],
    [
      "cli/a.ts",
      'import { x } from "../tls/x.ts"; import { y } from "../pki/y.ts"; import { z } from "../crypto/z.ts";',
    ],
    ["cli/a.ts", 'import { connect } from "node:net"; const now = Date.now();'],
    ["peers/a.ts", 'import { x } from "../cli/x.ts"; import { execFile } from "node:child_process";'],
    ["sim/a.test.ts", 'import { x } from "../player/x.ts";'],
  ])("lets pass what is right in %s: %s", (path, text) => {
    expect(breaches({ path, text })).toEqual([]);
  });
});
