import { deflateSync } from "node:zlib";

/** A stream object with its data deflated. `extra` goes into its dictionary. */
export function pdfStream(extra: string, data: Buffer): Buffer {
  const packed = deflateSync(data);
  const head = Buffer.from(
    `<< ${extra} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    "latin1",
  );
  return Buffer.concat([head, packed, Buffer.from("\nendstream", "latin1")]);
}
