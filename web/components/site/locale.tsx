"use client";

import { createContext, type ReactNode, useContext } from "react";
import { defaultLocale } from "@/lib/locale";

const LocaleContext = createContext(defaultLocale);

/** Tells every component below how this visitor reads numbers, prices and dates. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** How this visitor reads numbers, prices and dates, for client components; server components call `viewerLocale`. */
export function useLocale(): string {
  return useContext(LocaleContext);
}
