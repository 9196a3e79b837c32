/** Whole small objects kept in memory, those used last longest. Objects never change, so nothing kept can grow stale. */
export type SmallObjects = {
  get(key: string): Buffer | undefined;
  put(key: string, bytes: Buffer): void;
  drop(key: string): void;
  clear(): void;
};

/** Keeps at most `limit` bytes in all. */
export function smallObjects(limit: number): SmallObjects {
  const kept = new Map<string, Buffer>();
  let total = 0;

  function drop(key: string): void {
    total -= kept.get(key)?.byteLength ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const bytes = kept.get(key);
      if (bytes) {
        kept.delete(key);
        kept.set(key, bytes);
      }
      return bytes;
    },
    put(key, bytes) {
      drop(key);
      kept.set(key, bytes);
      total += bytes.byteLength;
      for (const oldest of kept.keys()) {
        if (total <= limit) break;
        drop(oldest);
      }
    },
    drop,
    clear() {
      kept.clear();
      total = 0;
    },
  };
}
