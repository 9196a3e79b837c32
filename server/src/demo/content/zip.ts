import { crc32, deflateRawSync } from "node:zlib";
import { madeOn } from "./types.ts";

export type ZipEntry = { name: string; data: Buffer | string; store?: boolean };

/**
 * Writes a ZIP archive (PKWARE APPNOTE 6.3, no ZIP64): entries keep their order, names are UTF-8, all carry one fixed
 * date. An entry is deflated unless it asks to be stored or deflating would not make it smaller.
 * Refuses absolute names, "..", backslashes and repeated names.
 */
export function makeZip(entries: ZipEntry[]): Buffer {
  const seen = new Set<string>();
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    refuseBadName(entry.name, seen);
    const packed = pack(entry);
    const local = localHeader(packed);
    directory.push(centralHeader(packed, offset));
    parts.push(local, packed.body);
    offset += local.length + packed.body.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endRecord(entries.length, central.length, offset)]);
}

type Packed = { name: Buffer; body: Buffer; size: number; crc: number; method: 0 | 8 };

const utf8Names = 0x0800;
const stamp = dosDateTime(madeOn);

function refuseBadName(name: string, seen: Set<string>): void {
  const bad = name === "" || name.startsWith("/") || name.includes("\\") || name.split("/").includes("..");
  if (bad) throw new Error(`not a safe archive name: ${JSON.stringify(name)}`);
  if (seen.has(name)) throw new Error(`the archive already holds ${name}`);
  seen.add(name);
}

function pack(entry: ZipEntry): Packed {
  const data = typeof entry.data === "string" ? Buffer.from(entry.data, "utf8") : entry.data;
  const deflated = entry.store ? data : deflateRawSync(data, { level: 6 });
  const smaller = deflated.length < data.length;
  return {
    name: Buffer.from(entry.name, "utf8"),
    body: smaller ? deflated : data,
    size: data.length,
    crc: crc32(data),
    method: smaller ? 8 : 0,
  };
}

function localHeader(entry: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeShared(header, 6, entry);
  return Buffer.concat([header, entry.name]);
}

function centralHeader(entry: Packed, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  // Made on a Unix system, so that the permission bits below are read: a plain file, 0644.
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  writeShared(header, 8, entry);
  header.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, entry.name]);
}

function writeShared(header: Buffer, at: number, entry: Packed): void {
  header.writeUInt16LE(utf8Names, at);
  header.writeUInt16LE(entry.method, at + 2);
  header.writeUInt32LE(stamp, at + 4);
  header.writeUInt32LE(entry.crc, at + 8);
  header.writeUInt32LE(entry.body.length, at + 12);
  header.writeUInt32LE(entry.size, at + 16);
  header.writeUInt16LE(entry.name.length, at + 20);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** MS-DOS time in the low word, date in the high word. */
function dosDateTime(date: Date): number {
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}
