import type { ScormApi } from "./scormApi.ts";

/** Sets what is not so already: platforms on slow lines send every call on. */
export function settings({ set }: ScormApi): (element: string, value: string) => void {
  const known = new Map<string, string>();
  return (element, value) => {
    if (known.get(element) === value) return;
    if (set(element, value)) known.set(element, value);
  };
}
