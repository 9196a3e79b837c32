import type { Cover } from "@vaulture/sdk";
import { Lightbox } from "@/components/ui/lightbox";

interface CoverLightboxProps {
  covers: Cover[];
  title: string;
  /** Which picture is looked at first. */
  first: number;
  /** Told which picture was looked at last. */
  onClose: (index: number) => void;
}

/** A product's pictures, each as large as the window. */
export function CoverLightbox({ covers, title, ...props }: CoverLightboxProps) {
  const pictures = covers.map((cover, index) => {
    const alt = cover.alt || `Picture ${index + 1} of ${title}`;
    const largest = cover.sizes.at(-1);
    const draw = (shape: string) => (
      <picture>
        <source type="image/avif" srcSet={largest?.avifUrl} />
        <img src={largest?.webpUrl} alt={alt} width={cover.width} height={cover.height} className={shape} />
      </picture>
    );
    return { id: cover.id, alt, draw };
  });
  return <Lightbox label={`Pictures of ${title}`} pictures={pictures} {...props} />;
}
