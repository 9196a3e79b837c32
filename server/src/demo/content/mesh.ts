export type Vertex = [number, number, number];
/** Triangles index into the vertices and turn counter-clockwise seen from outside. Millimetres, z up. */
export type Mesh = { name: string; vertices: Vertex[]; triangles: [number, number, number][] };

/** Writes a mesh as binary STL: 80 bytes of header, a count, then 50 bytes a triangle. */
export function writeStl(mesh: Mesh): Buffer {
  const out = Buffer.alloc(84 + mesh.triangles.length * 50);
  out.write(`${mesh.name} (units: mm)`, 0, "latin1");
  out.writeUInt32LE(mesh.triangles.length, 80);
  mesh.triangles.forEach((triangle, i) => {
    const corners = triangle.map((index) => mesh.vertices[index]!) as [Vertex, Vertex, Vertex];
    const values = [normal(...corners), ...corners].flat();
    values.forEach((value, j) => {
      out.writeFloatLE(value, 84 + i * 50 + j * 4);
    });
  });
  return out;
}

/** Writes a mesh as Wavefront OBJ with one object and shared vertices. */
export function writeObj(mesh: Mesh): Buffer {
  const lines = [`# ${mesh.name}, units: millimetres`, `o ${mesh.name.replaceAll(" ", "-")}`];
  for (const vertex of mesh.vertices) lines.push(`v ${vertex.map((v) => v.toFixed(4)).join(" ")}`);
  for (const triangle of mesh.triangles) lines.push(`f ${triangle.map((index) => index + 1).join(" ")}`);
  return Buffer.from(`${lines.join("\n")}\n`, "latin1");
}

export type Vessel = {
  name: string;
  height: number;
  wall: number;
  floor: number;
  sides: number;
  rings: number;
  /** Outer radius at a share of the height, 0 to 1. */
  radius: (share: number) => number;
  /** Turn of the whole section from bottom to top, in degrees. */
  twist: number;
};

/**
 * Builds a closed vessel that prints without supports: an outer wall, an inner wall offset by the thickness, a floor
 * and a rim, one watertight shell.
 */
export function buildVessel(vessel: Vessel): Mesh {
  const vertices: Vertex[] = [];
  const triangles: Mesh["triangles"] = [];
  const rim = (radius: number, z: number) => {
    const first = vertices.length;
    for (let i = 0; i < vessel.sides; i++) {
      const angle = (i / vessel.sides) * 2 * Math.PI + ((vessel.twist * Math.PI) / 180) * (z / vessel.height);
      vertices.push([radius * Math.cos(angle), radius * Math.sin(angle), z]);
    }
    return first;
  };
  const join = (low: number, high: number) => {
    for (let i = 0; i < vessel.sides; i++) {
      const j = (i + 1) % vessel.sides;
      triangles.push([low + i, low + j, high + j], [low + i, high + j, high + i]);
    }
  };
  const heights = Array.from({ length: vessel.rings + 1 }, (_, i) => i / vessel.rings);
  const outer = heights.map((share) => rim(vessel.radius(share), share * vessel.height));
  const inner = heights.map((share) => {
    const z = vessel.floor + share * (vessel.height - vessel.floor);
    return rim(vessel.radius(z / vessel.height) - vessel.wall, z);
  });
  for (let i = 0; i < vessel.rings; i++) join(outer[i]!, outer[i + 1]!);
  join(outer.at(-1)!, inner.at(-1)!);
  for (let i = vessel.rings; i > 0; i--) join(inner[i]!, inner[i - 1]!);
  const under = vertices.push([0, 0, 0]) - 1;
  const inside = vertices.push([0, 0, vessel.floor]) - 1;
  for (let i = 0; i < vessel.sides; i++) {
    const j = (i + 1) % vessel.sides;
    triangles.push([outer[0]! + j, outer[0]! + i, under], [inner[0]! + i, inner[0]! + j, inside]);
  }
  return { name: vessel.name, vertices, triangles };
}

function normal(a: Vertex, b: Vertex, c: Vertex): Vertex {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}
