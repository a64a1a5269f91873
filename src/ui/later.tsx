import { type ComponentType, type ReactElement, Suspense, use } from "react";

type Late<P> = { here: ComponentType<P> | null; fetch: () => Promise<ComponentType<P>> };

const waiting = new Set<() => Promise<unknown>>();

/**
 * A part whose code is fetched when it is first drawn, or before that by `fetchTheRest`. What is here already is drawn
 * at once; React's `lazy` would leave a gap of a frame even then.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactElement {
  let coming: Promise<ComponentType<P>> | null = null;
  const late: Late<P> = {
    here: null,
    fetch: () => {
      coming ??= arrive();
      return coming;
    },
  };

  async function arrive(): Promise<ComponentType<P>> {
    waiting.delete(late.fetch);
    late.here = await load();
    return late.here;
  }

  waiting.add(late.fetch);
  return (props) => (
    <Suspense fallback={null}>
      <Part late={late} props={props} />
    </Suspense>
  );
}

function Part<P extends object>({ late, props }: Readonly<{ late: Late<P>; props: P }>): ReactElement {
  const Here = late.here ?? use(late.fetch());
  return <Here {...props} />;
}

/** Fetches every part that is not here yet. What can't be fetched will say so when it is drawn. */
export async function fetchTheRest(): Promise<void> {
  await Promise.allSettled([...waiting].map((fetchOne) => fetchOne()));
}
