/** The value with what stands at a place replaced; `undefined` removes it. */
export function withPlace(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((inner, i) => (String(i) === key ? withPlace(inner, rest, to) : inner));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? withPlace(inner, rest, to) : inner]),
  );
}
