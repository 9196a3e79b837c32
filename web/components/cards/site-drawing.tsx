import { CardFrame } from "./card-frame";

/** The shop itself as a link shows it. */
export function SiteDrawing() {
  return (
    <CardFrame note="Books, code, sounds and pictures, yours at once">
      <div
        style={{
          display: "flex",
          alignItems: "center",
          width: "100%",
          fontSize: 104,
          fontWeight: 600,
          lineHeight: 1.02,
          letterSpacing: "-0.045em",
        }}
      >
        <div style={{ display: "flex", flexDirection: "column" }}>
          <span>Files from the people</span>
          <span>who made them</span>
        </div>
      </div>
    </CardFrame>
  );
}
