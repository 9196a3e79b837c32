/** A point of a TrueType contour: on the curve, or the control point of a quadratic curve. */
export type OutlinePoint = { x: number; y: number; on: boolean };
export type Contour = OutlinePoint[];

/** The pen: `w` is the thickness of upright strokes, `h` of level ones, in font units. */
export type Pen = { w: number; h: number };

export type Segment =
  | { kind: "line"; x0: number; y0: number; x1: number; y1: number }
  | { kind: "arc"; cx: number; cy: number; rx: number; ry: number; from: number; to: number };

export function line(x0: number, y0: number, x1: number, y1: number): Segment {
  return { kind: "line", x0, y0, x1, y1 };
}

/** An elliptic arc on the centre line of a stroke, angles in degrees, counter-clockwise when `to > from`. */
export function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Segment {
  return { kind: "arc", cx, cy, rx, ry, from, to };
}

/** A filled rectangle. */
export function box(x0: number, y0: number, x1: number, y1: number): Contour {
  return solid([at(x0, y0), at(x0, y1), at(x1, y1), at(x1, y0)]);
}

/** A filled polygon. */
export function polygon(...points: [number, number][]): Contour {
  return solid(points.map(([x, y]) => at(x, y)));
}

/** A straight stroke with level ends; `x0` and `x1` are the middles of its two ends. */
export function slant(pen: Pen, x0: number, y0: number, x1: number, y1: number): Contour {
  const half = slantWidth(pen, x1 - x0, y1 - y0) / 2;
  return polygon([x0 - half, y0], [x0 + half, y0], [x1 + half, y1], [x1 - half, y1]);
}

/** The level width of a slanting stroke that rises `dy` over `dx`. */
export function slantWidth(pen: Pen, dx: number, dy: number): number {
  return (thickness(pen, dy, -dx) * Math.hypot(dx, dy)) / Math.abs(dy);
}

/** A filled ellipse. */
export function disc(cx: number, cy: number, rx: number, ry: number): Contour {
  return solid(ellipse(cx, cy, rx, ry, 0, 360).slice(0, -1));
}

/** An ellipse drawn with the pen inside the given box. */
export function ring(pen: Pen, x0: number, y0: number, x1: number, y1: number): Contour[] {
  const [cx, cy, rx, ry] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2];
  const hole = disc(cx, cy, rx - pen.w, ry - pen.h).reverse();
  return [disc(cx, cy, rx, ry), hole];
}

/** Draws connected segments with the pen: straight ends, mitred corners between lines. */
export function stroke(pen: Pen, ...segments: Segment[]): Contour {
  const left = side(pen, segments, 1);
  const right = side(pen, segments, -1).reverse();
  return solid([...left, ...right]);
}

function at(x: number, y: number): OutlinePoint {
  return { x, y, on: true };
}

/** TrueType fills contours that run clockwise, with the y axis pointing up. */
function solid(contour: Contour): Contour {
  let doubleArea = 0;
  contour.forEach((point, i) => {
    const next = contour[(i + 1) % contour.length]!;
    doubleArea += point.x * next.y - next.x * point.y;
  });
  return doubleArea > 0 ? contour.reverse() : contour;
}

function side(pen: Pen, segments: Segment[], sign: 1 | -1): OutlinePoint[] {
  const points: OutlinePoint[] = [];
  let before: { x: number; y: number } | undefined;
  for (const segment of segments) {
    const shifted = segment.kind === "line" ? shiftLine(pen, segment, sign) : shiftArc(pen, segment, sign);
    const heading = segment.kind === "line" ? direction(segment) : undefined;
    const last = points.at(-1);
    const first = shifted[0]!;
    if (last && Math.hypot(last.x - first.x, last.y - first.y) < 1) points.pop();
    else if (last && before && heading) {
      const corner = crossing(last, before, first, heading);
      if (corner) {
        points.pop();
        shifted[0] = corner;
      }
    }
    points.push(...shifted);
    before = heading;
  }
  return points;
}

function shiftLine(pen: Pen, segment: Extract<Segment, { kind: "line" }>, sign: number): OutlinePoint[] {
  const { x, y } = direction(segment);
  const half = (thickness(pen, -y, x) / 2) * sign;
  return [at(segment.x0 - y * half, segment.y0 + x * half), at(segment.x1 - y * half, segment.y1 + x * half)];
}

function shiftArc(pen: Pen, segment: Extract<Segment, { kind: "arc" }>, sign: number): OutlinePoint[] {
  // The left side of a counter-clockwise arc is its inner one.
  const outward = segment.to > segment.from ? -sign : sign;
  const rx = segment.rx + (outward * pen.w) / 2;
  const ry = segment.ry + (outward * pen.h) / 2;
  return ellipse(segment.cx, segment.cy, rx, ry, segment.from, segment.to);
}

function direction(segment: Extract<Segment, { kind: "line" }>): { x: number; y: number } {
  const length = Math.hypot(segment.x1 - segment.x0, segment.y1 - segment.y0);
  return { x: (segment.x1 - segment.x0) / length, y: (segment.y1 - segment.y0) / length };
}

function thickness(pen: Pen, nx: number, ny: number): number {
  return Math.hypot(nx * pen.w, ny * pen.h) / Math.hypot(nx, ny);
}

type Vector = { x: number; y: number };

function crossing(p: Vector, u: Vector, q: Vector, v: Vector): OutlinePoint | undefined {
  const cross = u.x * v.y - u.y * v.x;
  if (Math.abs(cross) < 1e-6) return undefined;
  const along = ((q.x - p.x) * v.y - (q.y - p.y) * v.x) / cross;
  return at(p.x + u.x * along, p.y + u.y * along);
}

/** Points of an elliptic arc in quadratic curves of at most 45 degrees, the ends included. */
function ellipse(cx: number, cy: number, rx: number, ry: number, from: number, to: number): OutlinePoint[] {
  const pieces = Math.max(1, Math.ceil(Math.abs(to - from) / 45 - 1e-9));
  const step = ((to - from) / pieces) * (Math.PI / 180);
  const start = (from * Math.PI) / 180;
  const stretch = 1 / Math.cos(step / 2);
  const points: OutlinePoint[] = [at(cx + rx * Math.cos(start), cy + ry * Math.sin(start))];
  for (let i = 0; i < pieces; i++) {
    const middle = start + step * (i + 0.5);
    const end = start + step * (i + 1);
    points.push({
      x: cx + rx * stretch * Math.cos(middle),
      y: cy + ry * stretch * Math.sin(middle),
      on: false,
    });
    points.push(at(cx + rx * Math.cos(end), cy + ry * Math.sin(end)));
  }
  return points;
}
