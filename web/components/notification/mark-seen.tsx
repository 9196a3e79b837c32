"use client";

import { useEffect } from "react";
import { api } from "@/lib/browser-api";
import { tellUnread } from "@/lib/unread";

/** Notes that what is shown was seen. Its marks stay as long as the page does; the number in the header falls. */
export function MarkSeen({ ids }: { ids: string[] }) {
  const all = ids.join(" ");
  useEffect(() => {
    // What is not noted now is shown as new once more, which does no harm.
    void api
      .post("/api/v1/notifications/read", { body: { ids: all.split(" ") } })
      .then(({ unread }) => tellUnread(unread))
      .catch(() => undefined);
  }, [all]);
  return null;
}
