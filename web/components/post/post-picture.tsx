"use client";

import type { PostMediaFile } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";

interface PostPictureProps {
  file: PostMediaFile & { url: string };
  alt: string;
  className: string;
  onFailed: () => void;
}

/** A picture that stays where it is once it is there: a newer link is for one that has not come yet, or failed. */
export function PostPicture({ file: { url, width, height }, alt, className, onFailed }: PostPictureProps) {
  const element = useRef<HTMLImageElement>(null);
  const [shown, setShown] = useState(url);

  useEffect(() => {
    if (element.current?.complete && element.current.naturalWidth > 0) return;
    setShown(url);
  }, [url]);

  return (
    <img
      ref={element}
      src={shown}
      alt={alt}
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      onError={onFailed}
      className={className}
    />
  );
}
