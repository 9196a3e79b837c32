import Link from "@/components/ui/link";
import { siteName } from "@/lib/config";
import type { Theme } from "@/lib/theme";
import { ThemeChoice } from "./theme-choice";

export function SiteFooter({ theme }: { theme: Theme | null }) {
  return (
    <footer className="border-t border-line">
      <div className="page flex flex-wrap items-center justify-between gap-4 py-6 text-sm text-soft">
        <p>{siteName}</p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-6 gap-y-2">
          <Link href="/" className="hover:text-ink">
            Browse
          </Link>
          <Link href="/studio" className="hover:text-ink">
            Sell your work
          </Link>
          <Link href="/help" className="hover:text-ink">
            Help
          </Link>
          <Link href="/terms" className="hover:text-ink">
            Terms
          </Link>
          <Link href="/privacy" className="hover:text-ink">
            Privacy
          </Link>
          <a href="/docs" className="hover:text-ink">
            API
          </a>
        </nav>
        <ThemeChoice initial={theme} />
      </div>
    </footer>
  );
}
