import type { ReactNode } from "react";
import { siteName } from "@/lib/config";
import { cardColors } from "./card-style";

/** The sheet that every link picture is drawn on, with our name at its foot. */
export function CardFrame({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 56,
        background: cardColors.paper,
        color: cardColors.ink,
        fontFamily: "Geist",
      }}
    >
      <div style={{ display: "flex", flex: 1, width: "100%" }}>{children}</div>
      <div
        style={{
          display: "flex",
          alignItems: "center",
          justifyContent: "space-between",
          paddingTop: 32,
          fontSize: 28,
        }}
      >
        <div style={{ display: "flex", alignItems: "center", fontWeight: 600, letterSpacing: "-0.02em" }}>
          <svg viewBox="0 0 24 24" width={36} height={36} style={{ marginRight: 12 }} role="presentation">
            <path d="M2 4h6l4 10 4-10h6l-8 17h-4z" fill={cardColors.ink} />
          </svg>
          {siteName}
        </div>
        {note ? <div style={{ display: "flex", color: cardColors.soft }}>{note}</div> : null}
      </div>
    </div>
  );
}
