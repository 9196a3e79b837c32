/**
 * Calls back once somebody is signed in again, however that came about: in the dialog of this page, by its bar, or in another tab.
 * Answers how to stop waiting.
 */
export function untilSignedIn(call: () => void): () => void {
  let over = false;
  const look = async () => {
    const signedIn = await fetch("/api/v1/me", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!signedIn || over) return;
    stop();
    call();
  };
  const interval = setInterval(look, 3000);
  const stop = () => {
    over = true;
    clearInterval(interval);
  };
  return stop;
}
