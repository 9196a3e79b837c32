import { ApiError } from "@vaulture/sdk";
import { ImageOff, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toProblem } from "@/lib/problem";

export interface RefusedPicture {
  name: string;
  why: string;
}

/** Pictures that were not taken, each with the reason and what to do, until it is put away or added again. */
export function RefusedPictures({
  pictures,
  onForget,
}: {
  pictures: RefusedPicture[];
  onForget: (picture: RefusedPicture) => void;
}) {
  if (pictures.length === 0) return null;
  return (
    <ul
      aria-label="Pictures that were not added"
      aria-live="polite"
      className="divide-y divide-line border-y border-line"
    >
      {pictures.map((picture, index) => (
        <li key={`${picture.name} ${index}`} className="flex items-center gap-3 py-3">
          <ImageOff aria-hidden className="size-5 shrink-0 text-danger" />
          <span className="grid min-w-0 flex-1 gap-1 text-sm">
            <span className="truncate font-medium" title={picture.name}>
              {picture.name}
            </span>
            <span className="break-words text-danger">{picture.why}</span>
          </span>
          <Button
            variant="quiet"
            size="iconSmall"
            aria-label={`Put ${picture.name} away`}
            title="Put away"
            onClick={() => onForget(picture)}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** A refusal in the server's words, with what to do where these leave it open. */
export function whyRefused(error: unknown): string {
  const { message } = toProblem(error);
  const code = error instanceof ApiError ? error.code : "";
  if (code === "invalid_input") return `${message} Save it again as JPEG or PNG and add that.`;
  if (code === "too_large") return `${message} Make it smaller and add it again.`;
  return message;
}
