import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";

interface BylineProps {
  creator: { handle: string; displayName: string; avatarUrl: string | null };
}

export function Byline({ creator }: BylineProps) {
  return (
    <Link href={`/@${creator.handle}`} className="inline-flex items-center gap-2 text-sm hover:underline">
      <Avatar name={creator.displayName} url={creator.avatarUrl} size="small" />
      {creator.displayName}
    </Link>
  );
}
