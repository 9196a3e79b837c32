/** `found` is what the scanner calls it. */
export type Verdict = { clean: true } | { clean: false; found: string };

/** Looks through bytes for what harms. */
export type ScannerPort = {
  /**
   * Reads all of `bytes`, as fast as the scanner takes them, and says what it found. Throws when the scanner is away, takes no file
   * that large, or could not tell: then nothing is known of the bytes.
   */
  scan(bytes: AsyncIterable<Uint8Array>): Promise<Verdict>;
  /** Whether it is there; throws what is wrong otherwise. */
  ping(): Promise<void>;
};
