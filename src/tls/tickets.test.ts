import { expect, it } from "vitest";
import { ticketWith } from "./server/hellos.fixture.ts";
import { memoryTickets } from "./tickets.ts";

const names = [1, 2, 3].map((number) => Uint8Array.of(number));

it("a ticket is given back once (RFC 8446 §8.1)", async () => {
  const store = memoryTickets(5);
  const state = ticketWith({ alpn: "h2" });
  await store.keep(Uint8Array.of(1), state);
  expect(await store.redeem(Uint8Array.of(1))).toEqual(state);
  expect(await store.redeem(Uint8Array.of(1))).toBeNull();
});

it("two who ask at once don't both get it", async () => {
  const store = memoryTickets(5);
  await store.keep(Uint8Array.of(1), ticketWith());
  const got = await Promise.all([store.redeem(Uint8Array.of(1)), store.redeem(Uint8Array.of(1))]);
  expect(got.filter((state) => state !== null)).toHaveLength(1);
});

it("a ticket that was never kept is none", async () => {
  expect(await memoryTickets(5).redeem(Uint8Array.of(1))).toBeNull();
});

it("the oldest gives way where there are too many", async () => {
  const store = memoryTickets(2);
  for (const name of names) await store.keep(name, ticketWith());
  const left = await Promise.all(names.map((name) => store.redeem(name)));
  expect(left.map((state) => state !== null)).toEqual([false, true, true]);
});

it.each([0, -1, 1.5, Number.NaN])("a store for %d tickets is a bug of the caller's", (limit) => {
  expect(() => memoryTickets(limit)).toThrow(RangeError);
});
