import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";

interface FoundCreatorsProps {
  creators: { id: string; handle: string; displayName: string; avatarUrl: string | null }[];
}

/** Creators whose names fit what was searched for, before the products; nothing where none does. */
export function FoundCreators({ creators }: FoundCreatorsProps) {
  if (creators.length === 0) return null;
  return (
    <section aria-labelledby="creators" className="mt-8">
      <h2 id="creators" className="text-lg">
        Creators
      </h2>
      <ul className="mt-3 grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {creators.map(({ id, handle, displayName, avatarUrl }) => (
          <li key={id}>
            <Link
              href={`/@${handle}`}
              className="group flex items-center gap-3 rounded-md border border-line bg-raised px-4 py-3"
            >
              <Avatar name={displayName} url={avatarUrl} />
              <span className="min-w-0 text-sm">
                <span className="block truncate font-medium group-hover:underline">{displayName}</span>
                <span className="block truncate text-soft">@{handle}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
