import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "./or-not-found";
import { serverApi } from "./server-api";

/** The creator of an address that begins with "@"; asked once a request. Anything else is a page that does not exist. */
export const findStorefront = cache(async (segment: string) => {
  const name = segment.replace(/^%40/, "@");
  if (!/^@[\w-]{1,60}$/.test(name)) notFound();
  return orNotFound(
    (await serverApi()).get("/api/v1/creators/{handle}", { path: { handle: name.slice(1) } }),
  );
});
