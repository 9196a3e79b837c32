/** A sum in the currency's smallest unit, e.g. `{ amount: 1900, currency: "usd" }` for $19. */
export interface Price {
  amount: number;
  currency: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Session {
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    isOperator: boolean;
    createdAt: string;
  };
  creators: Membership[];
  isCreator: boolean;
}

export interface Membership {
  id: string;
  handle: string;
  displayName: string;
  avatarUrl: string | null;
  role: "owner" | "editor" | "analyst";
}

export interface SocialLink {
  label: string;
  url: string;
}

export interface Creator {
  id: string;
  handle: string;
  displayName: string;
  bio: string;
  website: string | null;
  socialLinks: SocialLink[];
  avatarUrl: string | null;
  createdAt: string;
  productCount: number;
}

export interface Category {
  id: string;
  slug: string;
  name: string;
  parentId: string | null;
  productCount: number;
}

/** A public picture; `sizes` ascends by width. */
export interface Cover {
  id: string;
  alt: string;
  width: number;
  height: number;
  sizes: { width: number; avifUrl: string; webpUrl: string }[];
}

export type ProductStatus = "draft" | "published" | "unpublished" | "archived";

export interface ProductCard {
  id: string;
  slug: string;
  title: string;
  summary: string;
  price: Price;
  cover: Cover | null;
  creator: { id: string; handle: string; displayName: string; avatarUrl: string | null };
  category: { id: string; slug: string; name: string } | null;
  tags: string[];
  fileCount: number;
  publishedAt: string | null;
  status: ProductStatus;
}

export interface ProductFile {
  id: string;
  name: string;
  sizeBytes: number;
  contentType: string;
}

/** `description` is Markdown source. */
export interface Product extends ProductCard {
  description: string;
  covers: Cover[];
  files: ProductFile[];
  salesCount?: number;
  createdAt: string;
  updatedAt: string;
  viewer: { owned: boolean; because: string | null; purchaseId: string | null; canEdit: boolean };
}

export interface StudioProduct extends ProductCard {
  salesCount: number;
  revenue: Price;
}

export interface NewProduct {
  creatorId: string;
  title: string;
  description?: string;
  price: Price;
  categoryId?: string | null;
  tags?: string[];
  fileIds?: string[];
}

export interface StoredFile extends ProductFile {
  creatorId: string;
  sha256: string | null;
  status: "uploading" | "ready" | "failed";
  createdAt: string;
  readyAt: string | null;
}

export type PurchaseStatus =
  | "pending"
  | "completed"
  | "failed"
  | "expired"
  | "refunded"
  | "partially_refunded"
  | "disputed"
  | "dispute_lost";

export interface Purchase {
  id: string;
  status: PurchaseStatus;
  product: {
    id: string;
    slug: string;
    title: string;
    cover: Cover | null;
    creator: { handle: string; displayName: string };
  };
  price: Price;
  refunded: Price;
  accessEndedAt: string | null;
  createdAt: string;
  completedAt: string | null;
  failureReason: string | null;
  receiptUrl?: string | null;
}

export interface LibraryItem {
  product: ProductCard;
  purchaseId: string;
  status: PurchaseStatus;
  purchasedAt: string;
  accessEndedAt: string | null;
}

export interface LibraryContent {
  product: Product;
  purchase: Purchase | null;
  access: { allowed: boolean; because: string | null; reason: string | null };
  files: (ProductFile & { sha256: string | null })[];
}

export interface Sale {
  id: string;
  status: PurchaseStatus;
  buyer: { name: string; email: string };
  product: { id: string; title: string };
  price: Price;
  fee: Price;
  refunded: Price;
  accessEndedAt: string | null;
  createdAt: string;
  completedAt: string | null;
  downloadCount: number;
  lastDownloadAt: string | null;
}

export interface SaleTotals {
  count: number;
  gross: Price;
  fees: Price;
  refunded: Price;
  net: Price;
}

export interface SignInSession {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
}
