import type { Lock, Locker } from "@tus/server";
import { AppError } from "../../errors.ts";
import { elapsed } from "../../lib/clock.ts";

export type UploadLocks = Locker & {
  /** The holder still receives bytes. */
  progress(id: string): void;
  /** Aborts when the holder must give up. */
  signal(id: string): AbortSignal;
  /** Every holder must give up now, keeping what it has received. */
  giveUpAll(): void;
};

type Held = { abort: AbortController; progressAt: number; freed: Promise<void>; free: () => void };

/**
 * One request at a time works on an upload. Another one waits for a moment, since a client that comes back at once may be faster
 * than the end of its old connection, and is then refused with `upload_locked`, which clients take for "try again soon". A holder
 * that has received nothing for a while is a connection that died silently: it must give up what it holds.
 */
export function uploadLocks({ patienceMs = 2000, staleMs = 5000 } = {}): UploadLocks {
  const held = new Map<string, Held>();

  return {
    progress(id) {
      const holder = held.get(id);
      if (holder) holder.progressAt = elapsed();
    },

    signal(id) {
      const holder = held.get(id);
      if (!holder) throw new Error("the upload is not locked");
      return holder.abort.signal;
    },

    giveUpAll() {
      for (const holder of held.values()) holder.abort.abort();
    },

    newLock(id): Lock {
      return {
        async lock() {
          const until = elapsed() + patienceMs;
          for (let holder = held.get(id); holder; holder = held.get(id)) {
            if (elapsed() - holder.progressAt > staleMs) holder.abort.abort();
            const left = until - elapsed();
            if (left <= 0) {
              throw new AppError(
                "upload_locked",
                "Another request is writing to this upload; try again soon.",
              );
            }
            await within(holder.freed, left);
          }
          const { promise, resolve } = Promise.withResolvers<void>();
          held.set(id, {
            abort: new AbortController(),
            progressAt: elapsed(),
            freed: promise,
            free: resolve,
          });
        },
        async unlock() {
          held.get(id)?.free();
          held.delete(id);
        },
      };
    },
  };
}

/** Waits for `promise`, but no longer than so many milliseconds; says whether it was in time. Its failure is passed on. */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
