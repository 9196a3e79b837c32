import type { Post } from "@vaulture/sdk";
import { Lock } from "lucide-react";
import { mediaInWords } from "./media-kind";

interface HiddenMediaProps {
  media: Post["media"];
}

/** Where pictures would be: a few pixels of the first, stretched and softened, with how much there is. Nothing of the original. */
export function HiddenMedia({ media }: HiddenMediaProps) {
  const pixels = media.find(({ placeholder }) => placeholder)?.placeholder;
  return (
    <div
      className={`relative grid w-full place-items-center overflow-hidden rounded-md border border-line bg-sunken ${pixels ? "aspect-[4/3] sm:aspect-video" : "h-36"}`}
    >
      {pixels ? (
        <img
          src={pixels}
          alt=""
          data-placeholder
          className="absolute inset-0 size-full scale-110 object-cover blur-xl"
        />
      ) : null}
      <p className="relative flex items-center gap-2 rounded-full border border-line bg-paper px-4 py-2 text-sm font-medium">
        <Lock aria-hidden className="size-4" />
        {mediaInWords(media)}
      </p>
    </div>
  );
}
