import type { Deps } from "../deps.ts";

/** Something that happened, `daysAgo` before the first start; `then` are the parts as they were at that time. */
export type Step = { daysAgo: number; happen: (then: Deps) => Promise<unknown> };
