/** A seller of the demo marketplace; the address is at example.com and reaches nobody. */
export type DemoCreator = {
  key: string;
  handle: string;
  displayName: string;
  bio: string;
  website: string;
  socialLinks: { label: string; url: string }[];
  email: string;
  personName: string;
  /** PNG, 512 x 512. */
  avatar(): Promise<Buffer>;
  /** PNG, 1920 x 640. */
  banner(): Promise<Buffer>;
};

/** One file of a product; `make` gives the same bytes on every call. */
export type DemoFile = { name: string; contentType: string; make(): Promise<Buffer> };

/** A cover: what it shows, in words for those who do not see it, and its drawing as PNG, 1600 x 1200. */
export type DemoCover = { alt: string; draw(): Promise<Buffer> };

/** A product with its copy, price in minor units, covers and files in order. */
export type DemoProduct = {
  key: string;
  creatorKey: string;
  title: string;
  description: string;
  price: { amount: number; currency: "usd" };
  category: string;
  tags: string[];
  covers: DemoCover[];
  files: DemoFile[];
};

export type DemoBuyer = { key: string; name: string; email: string };

/** The date written inside every generated file, so that the bytes never depend on the day they are made. */
export const madeOn = new Date(Date.UTC(2026, 2, 2, 9, 0, 0));

/** A post with its words; `pictures` are covers of the creator's products, `tier` the name of the lowest tier that opens it. */
export type DemoPost = {
  daysAgo: number;
  title: string;
  body: string;
  teaser: string;
  visibility: "free" | "subscribers" | "ppv";
  isPublic?: boolean;
  tier?: string;
  price?: { amount: number; currency: "usd" };
  pictures: { productKey: string; cover: number }[];
  /** How many like it by now. */
  likes?: number;
  comments?: (DemoComment & { replies?: DemoComment[] })[];
};

/** What somebody said under a post, by the key of a buyer or a creator. */
export type DemoComment = { by: string; daysAgo: number; body: string };

export type DemoTier = {
  name: string;
  description: string;
  prices: { interval: "month" | "year"; amount: number; currency: "usd" }[];
  trialDays?: number;
};

/** A creator's tiers, the lowest first, and posts. */
export type DemoFeed = { creatorKey: string; followers: number; tiers: DemoTier[]; posts: DemoPost[] };

/** Somebody who joined a tier; `cardFailsDaysAgo` is when their card began to decline. */
export type DemoMember = {
  creatorKey: string;
  tier: string;
  interval: "month" | "year";
  buyerKey: string;
  joinedDaysAgo: number;
  cancelledDaysAgo?: number;
  cardFailsDaysAgo?: number;
};
