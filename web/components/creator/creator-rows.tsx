import type { FollowedCreator } from "@vaulture/sdk";
import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";
import { plural } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";
import { FollowButton } from "./follow-button";

interface CreatorRowsProps {
  creators: FollowedCreator[];
  followed: boolean;
  here: string;
}

/** Creators, each with the button that follows or no longer does. */
export async function CreatorRows({ creators, followed, here }: CreatorRowsProps) {
  const locale = await viewerLocale();
  return (
    <ul className="divide-y divide-line border-y border-line">
      {creators.map((creator) => (
        <li key={creator.id} className="flex items-center gap-3 py-3">
          <Avatar name={creator.displayName} url={creator.avatarUrl} />
          <div className="min-w-0 flex-1 text-sm">
            <Link href={`/@${creator.handle}`} className="block truncate font-medium hover:underline">
              {creator.displayName}
            </Link>
            <p className="line-clamp-1 text-soft">
              {creator.bio || plural(creator.followers, "follower", "followers", locale)}
            </p>
          </div>
          <FollowButton creator={creator} followed={followed} signedIn here={here} size="small" />
        </li>
      ))}
    </ul>
  );
}
