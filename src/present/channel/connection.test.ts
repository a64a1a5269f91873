import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { after, type Connection, type ConnectionEvent, NOBODY_YET } from "./connection.ts";

const run = (...events: readonly ConnectionEvent[]): Connection => events.reduce(after, NOBODY_YET);

describe("what one window knows of the other", () => {
  it.each<[readonly ConnectionEvent[], Connection["status"]]>([
    [[], "seeking"],
    [["asked", "asked", "asked", "asked"], "seeking"],
    [["asked", "heard"], "here"],
    [["heard", "asked", "asked"], "here"],
    [["heard", "asked", "asked", "asked"], "silent"],
    [["heard", "asked", "asked", "asked", "heard"], "here"],
    [["heard", "bye", "asked", "asked", "asked"], "left"],
    [["heard", "away"], "away"],
    [["heard", "away", "asked", "asked", "asked"], "silent"],
    [["heard", "bye", "heard"], "here"],
  ])("%j: %s", (events, status) => {
    expect(run(...events).status).toBe(status);
  });

  it("depends on what came last, and on how often it was asked since", () => {
    const event = fc.constantFrom<ConnectionEvent>("heard", "away", "bye", "asked");
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { status, unanswered } = run(...events);
        const last = events.findLastIndex((one) => one !== "asked");
        expect(unanswered).toBe(Math.min(events.length - 1 - last, 3));
        const since = { heard: "here", away: "away", bye: "left", asked: "seeking" }[events[last] ?? "asked"];
        expect(status).toBe(unanswered === 3 && (since === "here" || since === "away") ? "silent" : since);
      }),
    );
  });
});
