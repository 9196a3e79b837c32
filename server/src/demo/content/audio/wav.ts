/**
 * Writes 16-bit stereo PCM as a RIFF/WAVE file (Microsoft/IBM, 1991). Samples are -1 to 1; what lies beyond is clipped.
 * Refuses channels of different length.
 */
export function writeWav(left: Float32Array, right: Float32Array, sampleRate = 44100): Buffer {
  if (left.length !== right.length) throw new Error("both channels must have the same length");
  const dataBytes = left.length * 4;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(dataBytes, 40);
  const samples = new Int16Array(left.length * 2);
  for (let i = 0; i < left.length; i++) {
    samples[i * 2] = toInt16(left[i]!);
    samples[i * 2 + 1] = toInt16(right[i]!);
  }
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}

function toInt16(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 32767);
}
