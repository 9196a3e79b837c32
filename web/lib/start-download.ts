"use client";

import { api } from "./browser-api";

/**
 * Asks for a link and lets the browser download it in a frame of its own, so several downloads never
 * cancel one another and the page stays. Refused at the last moment, the browser goes to the page that
 * says why. Throws ApiError when no link is given.
 */
export async function startDownload(fileId: string): Promise<void> {
  const { url } = await api.post("/api/v1/files/{id}/downloads", { path: { id: fileId } });
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Download";
  frame.src = url;
  // A download never loads a document; a page that loads here is a refusal.
  frame.addEventListener("load", () => followRefusal(frame));
  document.body.append(frame);
}

function followRefusal(frame: HTMLIFrameElement) {
  try {
    const shown = frame.contentWindow?.location;
    if (shown && shown.origin === window.location.origin && shown.pathname === "/denied")
      window.location.assign(shown.pathname + shown.search);
  } catch {
    // Another origin's page: nothing to follow.
  }
}
