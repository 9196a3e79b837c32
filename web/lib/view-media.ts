import { ApiError } from "@vaulture/sdk";
import { api } from "./browser-api";
import { browserTimer } from "./browser-timer";
import { isDenial } from "./denials";
import { toProblem } from "./problem";
import { swapSource } from "./swap-source";

/** Why nothing is shown; `code` is the refusal's, null when it was none. */
export interface Trouble {
  code: string | null;
  message: string;
}

type Media = HTMLImageElement | HTMLMediaElement;

/** A link that failed so soon after it was made did not fail because it was old. */
const FRESH_MS = 5000;
const SHORTEST_MS = 30_000;
const RETRY_MS = 15_000;

const UNPLAYABLE = "This browser cannot show the file. Download it to open it in a program of your own.";

/**
 * Gets links to a file as long as they are needed and gives them to an element: before one ends there is the next, and what plays
 * goes on where it was. Tells of trouble when nothing can be shown. Call the answer when nobody looks any more.
 */
export function viewMedia(element: Media, fileId: string, tell: (trouble: Trouble) => void): () => void {
  let over = false;
  let shown = false;
  let askedAt = 0;
  let cancel = () => {};

  async function renew(): Promise<void> {
    cancel();
    try {
      const view = await api.post("/api/v1/files/{id}/views", { path: { id: fileId } });
      if (over) return;
      askedAt = browserTimer.now();
      const first = !shown;
      shown = true;
      // A picture that is there stays there.
      if (element instanceof HTMLImageElement) element.src = view.url;
      else {
        const life = Date.parse(view.expiresAt) - askedAt;
        cancel = browserTimer.after(Math.max(SHORTEST_MS, life * 0.9), renew);
        await swapSource(element, view.url);
        if (first) await element.play().catch(() => {});
      }
    } catch (error) {
      if (over) return;
      const code = error instanceof ApiError ? error.code : null;
      // As long as something plays, a lost line is no reason to stop it.
      if (shown && !(code && isDenial(code))) cancel = browserTimer.after(RETRY_MS, renew);
      else fail({ code, message: toProblem(error).message });
    }
  }

  function fail(trouble: Trouble): void {
    stop();
    tell(trouble);
  }

  /** The link has ended, or the right behind it; or the bytes are none the browser knows. */
  function failed(): void {
    if (browserTimer.now() - askedAt > FRESH_MS) void renew();
    else fail({ code: null, message: UNPLAYABLE });
  }

  function stop(): void {
    over = true;
    cancel();
    element.removeEventListener("error", failed);
    element.removeAttribute("src");
    if (element instanceof HTMLMediaElement) element.load();
  }

  element.addEventListener("error", failed);
  void renew();
  return stop;
}
