import { useEffect, useState } from "react";
import { allClientWords, type ClientWord } from "./clientWords.ts";

/** What was measured, once it is here. */
export function useClientWords(): readonly ClientWord[] | "waiting" | "failed" {
  const [words, setWords] = useState<readonly ClientWord[] | "waiting" | "failed">("waiting");
  useEffect(() => {
    let wanted = true;
    allClientWords().then(
      (all) => wanted && setWords(all),
      () => wanted && setWords("failed"),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return words;
}
