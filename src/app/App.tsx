import { lazy, type ReactElement, Suspense, useEffect, useMemo } from "react";
import { usePlace } from "../embed/place.ts";
import { askForTheme } from "../embed/theme.ts";
import { actKept } from "../player/actKept.ts";
import { type Address, parseAddress } from "../player/address.ts";
import { themeOf } from "../player/url.ts";
import { later } from "../ui/later.tsx";
import { Opening } from "./Opening.tsx";
import { isBuilder } from "./share/isBuilder.ts";

const StartPage = later(async () => (await import("./StartPage.tsx")).StartPage);
const ScenePage = lazy(async () => ({ default: (await import("./ScenePage.tsx")).ScenePage }));
const CheckPage = lazy(async () => ({ default: (await import("./check/CheckPage.tsx")).CheckPage }));
const LabPage = lazy(async () => (await import("./lab/open.ts")).openLab());
const CoursePage = lazy(async () => ({ default: (await import("./course/CoursePage.tsx")).CoursePage }));
/** With the local server alone: the built page knows nothing of it. */
const LivePage = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import("./live/LivePage.tsx")).LivePage }))
  : null;
const LessonPage = lazy(async () => (await import("./class/open.ts")).openLesson());
const SelfCheckPage = lazy(async () => (await import("./class/open.ts")).openSelfCheck());
const BuilderPage = lazy(async () => ({ default: (await import("./share/BuilderPage.tsx")).BuilderPage }));
const EmbedPage = lazy(async () => ({ default: (await import("../embed/EmbedPage.tsx")).EmbedPage }));
const PresentPage = lazy(async () => (await import("./present/open.ts")).openPresenter());

/** The page that the address names. */
export function App(): ReactElement {
  const { hash, visit } = usePlace();
  // A visit to the same address is a visit all the same: it takes the player back there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: visit is what makes it another one
  const address = useMemo(() => parseAddress(hash), [hash, visit]);
  useEffect(() => askForTheme(themeOf(address)), [address]);
  if (LivePage !== null && /^#\/live(?:\?|$)/.test(hash)) {
    return (
      <Suspense fallback={<Opening />}>
        <LivePage />
      </Suspense>
    );
  }
  if (isBuilder(hash)) {
    return (
      <Suspense fallback={<Opening />}>
        <BuilderPage hash={hash} />
      </Suspense>
    );
  }
  return <Suspense fallback={<Opening page={address.page} />}>{pageOf(address)}</Suspense>;
}

function pageOf(address: Address): ReactElement {
  if (address.page === "scene") return <ScenePage address={address} failed={startPage} />;
  if (address.page === "embed") return <EmbedPage address={address} />;
  if (address.page === "present") return <PresentPage address={address} />;
  if (address.page === "check") return <CheckPage address={address} />;
  if (address.page === "course" || (address.page === "start" && actKept() !== null))
    return <CoursePage address={address} />;
  if (address.page === "lab") return <LabPage address={address} />;
  if (address.page === "lesson") return <LessonPage key={address.scene} address={address} />;
  if (address.page === "selfcheck") return <SelfCheckPage key={address.scene} address={address} />;
  return startPage(...address.sentences);
}

function startPage(...sentences: readonly string[]): ReactElement {
  return <StartPage key={sentences.join()} sentences={sentences} />;
}
