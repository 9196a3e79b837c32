import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { signInPath } from "@/lib/local-path";

interface FollowButtonProps {
  creator: { handle: string; displayName: string };
  followed: boolean;
  signedIn: boolean;
  /** The page it stands on, which is come back to. */
  here: string;
  size?: "small" | "medium";
}

/** A plain form, so that a storefront carries no script for it; whoever is not signed in signs in first and comes back. */
export function FollowButton({ creator, followed, signedIn, here, size = "medium" }: FollowButtonProps) {
  const whom = <span className="sr-only"> {creator.displayName}</span>;
  if (!signedIn)
    return (
      <Link href={signInPath(here)} className={buttonStyle({ size })}>
        <span>Follow{whom}</span>
      </Link>
    );
  return (
    <form
      method="post"
      action={`/api/v1/creators/${creator.handle}/follow?next=${encodeURIComponent(here)}`}
      className="flex"
    >
      <Button
        type="submit"
        name="follow"
        value={followed ? "no" : "yes"}
        size={size}
        className={followed ? "text-soft" : ""}
      >
        <span>
          {followed ? "Unfollow" : "Follow"}
          {whom}
        </span>
      </Button>
    </form>
  );
}
