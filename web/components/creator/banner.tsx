import type { Creator } from "@vaulture/sdk";

interface BannerProps {
  banner: NonNullable<Creator["banner"]>;
  sizes: string;
  className?: string;
}

/** The wide picture over a storefront: decoration, so it says nothing to screen readers. */
export function Banner({ banner, sizes, className = "" }: BannerProps) {
  const list = (pick: (size: BannerProps["banner"]["sizes"][number]) => string) =>
    banner.sizes.map((size) => `${pick(size)} ${size.width}w`).join(", ");
  return (
    <picture>
      <source type="image/avif" srcSet={list((size) => size.avifUrl)} sizes={sizes} />
      <img
        src={banner.sizes.at(-1)?.webpUrl}
        srcSet={list((size) => size.webpUrl)}
        sizes={sizes}
        alt=""
        width={banner.width}
        height={banner.height}
        fetchPriority="high"
        className={`w-full bg-sunken object-cover ${className}`}
      />
    </picture>
  );
}
