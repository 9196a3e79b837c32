/** At most `max` hits of one viewer and `nearby` of one address block, whoever they are, in each window of `seconds`. */
export type RequestLimit = { name: string; max: number; nearby: number; seconds: number };

/**
 * What costs so much that an address block is limited too, whoever asks from it. What is limited for a person alone says so beside its
 * route, and sign-in has a table of its own: features/identity/limits.ts.
 */
export const LIMITS = {
  tickets: { name: "tickets", max: 600, nearby: 3000, seconds: 60 },
  views: { name: "views", max: 600, nearby: 3000, seconds: 60 },
  reading: { name: "reading", max: 600, nearby: 3000, seconds: 60 },
  checkout: { name: "checkout", max: 60, nearby: 600, seconds: 60 },
  memberships: { name: "memberships", max: 60, nearby: 600, seconds: 3600 },
  rulings: { name: "rulings", max: 60, nearby: 600, seconds: 60 },
  /** Editors save by themselves a second after each pause; two of them at work all the time stay within it. */
  writes: { name: "writes", max: 600, nearby: 12_000, seconds: 300 },
  uploads: { name: "uploads", max: 1200, nearby: 6000, seconds: 3600 },
} satisfies Record<string, RequestLimit>;
