import { headers } from "next/headers";
import { cache } from "react";
import { localeOf } from "./locale";

/** How the visitor of the current request reads numbers, prices and dates, for server components; others call `useLocale`. */
export const viewerLocale = cache(async (): Promise<string> => {
  return localeOf((await headers()).get("accept-language"));
});
