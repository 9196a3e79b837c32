import type { Face } from "./face.ts";

/** The `name` table: Windows Unicode records in US English, with the typographic family for weights beyond the basic four. */
export function nameTable(face: Face): Buffer {
  const { maker = "Studio Halden" } = face;
  const basic = face.style === "Regular" || face.style === "Bold";
  const full = face.style === "Regular" ? face.family : `${face.family} ${face.style}`;
  const postscript = `${face.family.replaceAll(" ", "")}-${face.style}`;
  const records: [number, string][] = [
    [0, `Copyright 2026 ${maker}`],
    [1, basic ? face.family : full],
    [2, basic ? face.style : "Regular"],
    [3, `1.200;VLTR;${postscript}`],
    [4, full],
    [5, "Version 1.200"],
    [6, postscript],
    [8, maker],
    [13, "Desktop and web use by the licensee; see LICENCE.txt"],
  ];
  if (!basic) records.push([16, face.family], [17, face.style]);
  const strings = records.map(([, text]) => utf16(text));
  const header = Buffer.alloc(6 + records.length * 12);
  header.writeUInt16BE(records.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  records.forEach(([id], i) => {
    const length = strings[i]!.length;
    [3, 1, 0x409, id, length, offset].forEach((value, j) => {
      header.writeUInt16BE(value, 6 + i * 12 + j * 2);
    });
    offset += length;
  });
  return Buffer.concat([header, ...strings]);
}

function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}
