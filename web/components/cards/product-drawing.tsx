import type { Product } from "@vaulture/sdk";
import { formatPrice } from "@/lib/money";
import { CardFrame } from "./card-frame";
import { cardColors } from "./card-style";
import { cardText } from "./card-text";

interface ProductDrawingProps {
  product: Product;
  /** As data, since the renderer fetches nothing. */
  cover: string | null;
  avatar: string | null;
}

/** A product as a link shows it: its cover beside title, creator and price. */
export function ProductDrawing({ product, cover, avatar }: ProductDrawingProps) {
  const title = cardText(product.title);
  const creator = cardText(product.creator.displayName);
  const price = product.price.amount === 0 ? "Free" : (cardText(formatPrice(product.price)) ?? "");
  return (
    <CardFrame note={<span style={{ fontSize: 36, fontWeight: 600, color: cardColors.ink }}>{price}</span>}>
      <div style={{ display: "flex", width: "100%", alignItems: "stretch", gap: 56 }}>
        <div style={{ display: "flex", flexDirection: "column", flex: 1, gap: 28 }}>
          {title ? (
            <div
              style={{
                display: "block",
                fontSize: titleSize(title, cover !== null),
                fontWeight: 600,
                lineHeight: 1.12,
                letterSpacing: "-0.03em",
                lineClamp: 5,
              }}
            >
              {title}
            </div>
          ) : null}
          {creator ? (
            <div style={{ display: "flex", alignItems: "center", fontSize: 28, color: cardColors.soft }}>
              {avatar ? (
                <img
                  src={avatar}
                  alt=""
                  width={48}
                  height={48}
                  style={{ borderRadius: 24, marginRight: 16 }}
                />
              ) : null}
              <div style={{ display: "block", lineClamp: 1 }}>{creator}</div>
            </div>
          ) : null}
        </div>
        {cover ? (
          <div style={{ display: "flex", alignItems: "flex-start" }}>
            <img
              src={cover}
              alt=""
              width={604}
              height={453}
              style={{ borderRadius: 16, border: `1px solid ${cardColors.line}`, objectFit: "cover" }}
            />
          </div>
        ) : null}
      </div>
    </CardFrame>
  );
}

/** As large as a title of that length can be set in the room it has. */
function titleSize(title: string, besideCover: boolean): number {
  const longest = Math.max(...title.split(" ").map((word) => word.length));
  if (!besideCover) return title.length > 60 ? 68 : 92;
  if (title.length > 70 || longest > 17) return 36;
  return title.length > 40 || longest > 13 ? 44 : 54;
}
