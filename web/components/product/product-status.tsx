import type { ProductStatus as Status } from "@vaulture/sdk";
import { Badge, type Tone } from "@/components/ui/badge";

const words: Record<Status, [Tone, string]> = {
  draft: ["neutral", "Draft"],
  published: ["good", "Published"],
  unpublished: ["warning", "Unpublished"],
  archived: ["neutral", "Archived"],
  removed: ["danger", "Taken down"],
};

export function ProductStatus({ status }: { status: Status }) {
  const [tone, word] = words[status];
  return <Badge tone={tone}>{word}</Badge>;
}
