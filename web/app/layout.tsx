import "@/styles/globals.css";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ConfirmLine } from "@/components/site/confirm-line";
import { LocaleProvider } from "@/components/site/locale";
import { OfflineWorker } from "@/components/site/offline-worker";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { brandCssUrl, brandLogoUrl, pagesVersion, publicUrl, siteName } from "@/lib/config";
import { siteDescription, siteTitle } from "@/lib/page-metadata";
import { paperColor, parseTheme, themeCookie } from "@/lib/theme";
import { viewerLocale } from "@/lib/viewer-locale";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(publicUrl),
    icons: { icon: brandLogoUrl ?? "/icon.svg" },
    applicationName: siteName,
    title: { default: siteTitle, template: `%s · ${siteName}` },
    description: siteDescription,
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: paperColor.light },
    { media: "(prefers-color-scheme: dark)", color: paperColor.dark },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" className={GeistSans.variable} data-theme={theme ?? undefined} suppressHydrationWarning>
      <head>{brandCssUrl ? <link rel="stylesheet" href={brandCssUrl} /> : null}</head>
      <body className="flex flex-col">
        <a
          href="#main"
          className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-ink px-4 py-2 text-sm text-paper focus:translate-y-0"
        >
          Skip to content
        </a>
        <LocaleProvider locale={await viewerLocale()}>
          <SiteHeader />
          <main id="main" tabIndex={-1} className="flex-1 pb-20 outline-none">
            <ConfirmLine />
            {children}
          </main>
          <SiteFooter theme={theme} />
          <OfflineWorker version={pagesVersion} />
        </LocaleProvider>
      </body>
    </html>
  );
}
