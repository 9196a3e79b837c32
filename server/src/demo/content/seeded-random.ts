/**
 * A small repeatable source of numbers in [0, 1): an xorshift generator (Marsaglia, 2003) on 32 bits.
 * The same seed gives the same sequence on every machine; not for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
