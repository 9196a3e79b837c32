import type { Creator } from "@vaulture/sdk";
import { plural } from "@/lib/format";
import { CardFrame } from "./card-frame";
import { cardColors } from "./card-style";
import { cardText } from "./card-text";

interface CreatorDrawingProps {
  creator: Creator;
  avatar: string | null;
  /** Of the newest products, as data. */
  covers: string[];
}

/** A storefront as a link shows it: who it is, and what lies on the counter. */
export function CreatorDrawing({ creator, avatar, covers }: CreatorDrawingProps) {
  const bio = cardText(creator.bio);
  return (
    <CardFrame note={creator.productCount > 0 ? plural(creator.productCount, "product") : undefined}>
      <div
        style={{ display: "flex", flexDirection: "column", width: "100%", justifyContent: "space-between" }}
      >
        <div style={{ display: "flex", alignItems: "center" }}>
          {avatar ? (
            <img
              src={avatar}
              alt=""
              width={132}
              height={132}
              style={{ borderRadius: 66, marginRight: 36, border: `1px solid ${cardColors.line}` }}
            />
          ) : null}
          <div style={{ display: "flex", flexDirection: "column", flex: 1 }}>
            <div
              style={{
                display: "block",
                fontSize: 60,
                fontWeight: 600,
                letterSpacing: "-0.03em",
                lineClamp: 1,
              }}
            >
              {cardText(creator.displayName) ?? `@${creator.handle}`}
            </div>
            <div style={{ display: "block", fontSize: 28, color: cardColors.soft, lineClamp: 1 }}>
              {bio && covers.length > 0 ? bio : `@${creator.handle}`}
            </div>
          </div>
        </div>
        {covers.length > 0 ? (
          <div style={{ display: "flex", gap: 24 }}>
            {covers.map((cover) => (
              <img
                key={cover.slice(-40)}
                src={cover}
                alt=""
                width={346}
                height={260}
                style={{ borderRadius: 12, border: `1px solid ${cardColors.line}`, objectFit: "cover" }}
              />
            ))}
          </div>
        ) : bio ? (
          <div style={{ display: "block", fontSize: 40, lineHeight: 1.35, lineClamp: 4 }}>{bio}</div>
        ) : null}
      </div>
    </CardFrame>
  );
}
