import Link from "@/components/ui/link";
import { buttonStyle } from "./button-style";

/** The next page of a cursor list as an ordinary link. */
export function ShowMore({ href, label = "Show more" }: { href: string | null; label?: string }) {
  if (!href) return null;
  return (
    <nav aria-label="More results" className="mt-10 flex justify-center">
      <Link href={href} rel="next" className={buttonStyle({ variant: "secondary" })}>
        {label}
      </Link>
    </nav>
  );
}
