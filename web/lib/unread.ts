import { useEffect, useState } from "react";

const EVENT = "vaulture:unread";

/** Tells the header how many notifications are left to see. */
export function tellUnread(left: number): void {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: left }));
}

/** How many notifications are unread: as the page was made, then as it is told. */
export function useUnread(given: number): number {
  const [told, setTold] = useState({ given, left: given });
  useEffect(() => {
    const hear = (event: Event) => setTold({ given, left: (event as CustomEvent<number>).detail });
    window.addEventListener(EVENT, hear);
    return () => window.removeEventListener(EVENT, hear);
  }, [given]);
  return told.given === given ? told.left : given;
}
