import { AppError } from "../../errors.ts";

/** Largest picture file that is taken in. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** Bytes of pictures that may be held at one time, all requests together. */
const MEMORY_BUDGET = 96 * 1024 * 1024;
let held = 0;

/**
 * Collects a picture from `body` and hands it to `use`; the bytes count against a budget of the whole process until `use` is
 * done. Refuses more than {@link MAX_IMAGE_BYTES} with `too_large`, an empty body with `invalid_input`, and everything while the
 * budget is used up with `rate_limited`.
 */
export async function withImageBody<T>(
  body: AsyncIterable<Uint8Array>,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  let size = 0;
  const release = () => {
    held -= size;
    size = 0;
  };
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) {
      const refusal = refuse(size + chunk.byteLength, held + chunk.byteLength);
      if (refusal) {
        // At once, and not only when the sender has been stopped: of those who compete for the last bytes, one shall win.
        release();
        throw refusal;
      }
      size += chunk.byteLength;
      held += chunk.byteLength;
      chunks.push(chunk);
    }
    if (size === 0) throw new AppError("invalid_input", "Send the picture's bytes as the body.");
    return await use(Buffer.concat(chunks, size));
  } finally {
    release();
  }
}

function refuse(size: number, total: number): AppError | null {
  if (size > MAX_IMAGE_BYTES) return new AppError("too_large", "A picture may have up to 10 MB.");
  if (total <= MEMORY_BUDGET) return null;
  return new AppError("rate_limited", "Too many pictures are on their way; try again in a moment.", {
    headers: { "retry-after": "5" },
  });
}
