import type { EventDetails, Now } from "../messages/protocol.ts";

export type Heard = { [E in keyof EventDetails]: Readonly<{ event: E; detail: EventDetails[E] }> }[keyof EventDetails];

/** Of each event, the fields without which it is none, by their types. Small on purpose: a page loads this. */
const FIELDS: Readonly<Record<keyof EventDetails, Readonly<Record<string, string>>>> = {
  ready: { scene: "string", title: "string", steps: "object", now: "object" },
  step: { index: "number", count: "number", title: "string", narration: "string" },
  verdict: { step: "string", by: "object", about: "string", accepted: "boolean" },
  switch: { id: "string", value: "string" },
  prediction: { id: "string", choice: "string" },
  complete: { steps: "number", predictions: "object" },
  playing: { playing: "boolean" },
  key: { key: "string" },
  error: { code: "string", message: "string" },
  resize: { height: "number" },
};

/** Whether this happened in a scene, as the protocol tells it. */
export function isHeard(said: Readonly<{ event: unknown; detail: unknown }>): said is Heard {
  const { event, detail } = said;
  const fields = Object.entries(FIELDS).find(([name]) => name === event)?.[1];
  return fields !== undefined && isObject(detail) && fits(detail, fields);
}

/** Whether this says where a scene is. */
export function isNow(result: unknown): result is Now {
  return isObject(result) && fits(result, { index: "number", count: "number", playing: "boolean", depth: "string" });
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function fits(value: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, string>>): boolean {
  return Object.entries(fields).every(([name, type]) => {
    const field = value[name];
    return typeof field === type && (type === "number" ? Number.isFinite(field) : field !== null);
  });
}
