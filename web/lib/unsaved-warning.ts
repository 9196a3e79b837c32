import { useEffect, useRef } from "react";

/** Asks before a reload or a closed tab loses what is not saved. */
export function useUnsavedWarning(unsaved: boolean): void {
  const now = useRef(unsaved);
  now.current = unsaved;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
}
