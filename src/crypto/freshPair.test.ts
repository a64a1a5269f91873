import { afterEach, describe, expect, it, vi } from "vitest";
import { makePair } from "./curves.ts";
import { generateKeyPair } from "./keys.ts";
import { subtle } from "./web.ts";

afterEach(() => vi.restoreAllMocks());

describe("a pair that the platform fails to make", () => {
  it("is asked for once more, in the story and in TLS", async () => {
    const made = vi.spyOn(subtle, "generateKey").mockRejectedValueOnce(new DOMException("no", "OperationError"));
    expect((await generateKeyPair("X25519")).spki).toHaveLength(44);
    expect(made).toHaveBeenCalledTimes(2);
    made.mockRejectedValueOnce(new DOMException("no", "OperationError"));
    expect((await makePair("x25519")).share).toHaveLength(32);
    expect(made).toHaveBeenCalledTimes(4);
  });

  it("is given up where it fails each time, or for another reason", async () => {
    const made = vi.spyOn(subtle, "generateKey").mockRejectedValue(new DOMException("no", "OperationError"));
    await expect(makePair("x25519")).rejects.toThrow("no");
    expect(made).toHaveBeenCalledTimes(8);
    made.mockRejectedValue(new DOMException("none here", "NotSupportedError"));
    await expect(makePair("x25519")).rejects.toThrow("none here");
    expect(made).toHaveBeenCalledTimes(9);
  });
});
