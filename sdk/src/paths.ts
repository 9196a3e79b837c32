import type {
  Category,
  Creator,
  LibraryContent,
  LibraryItem,
  NewProduct,
  Page,
  Product,
  ProductCard,
  Purchase,
  Sale,
  SaleTotals,
  Session,
  SignInSession,
  SocialLink,
  StoredFile,
  StudioProduct,
} from "./types.ts";

type Shape = { path?: object; query?: object; body?: unknown };

/** One operation, in the shape `openapi-typescript` gives it. */
export interface Operation<Answer, Input extends Shape = Shape> {
  parameters: { path: Input["path"]; query?: Input["query"] };
  requestBody?: { content: { "application/json": Input["body"] } };
  responses: { 200: { content: { "application/json": Answer } } };
}

type Paging = { cursor?: string; limit?: number };
type ByHandle = { path: { handle: string } };
type ById = { path: { id: string } };
type Profile = { displayName?: string; bio?: string; website?: string | null; socialLinks?: SocialLink[] };
type Done = Record<string, unknown>;

export interface ApiPaths {
  "/api/v1/me": { get: Operation<Session> };
  "/api/v1/categories": { get: Operation<{ items: Category[] }> };

  "/api/v1/creators": {
    post: Operation<Creator, { body: Profile & { handle: string; displayName: string } }>;
  };
  "/api/v1/creators/{handle}": {
    get: Operation<Creator, ByHandle>;
    patch: Operation<Creator, ByHandle & { body: Profile }>;
  };
  "/api/v1/creators/{handle}/avatar": { put: Operation<Creator, ByHandle> };
  "/api/v1/creators/{handle}/products": {
    get: Operation<Page<StudioProduct>, ByHandle & { query: Paging & { status?: string } }>;
  };
  "/api/v1/creators/{handle}/files": {
    get: Operation<
      Page<StoredFile> & { usage: { usedBytes: number; quotaBytes: number } },
      ByHandle & { query: Paging }
    >;
  };
  "/api/v1/creators/{handle}/sales": {
    get: Operation<
      Page<Sale> & { totals?: SaleTotals },
      ByHandle & { query: Paging & { query?: string; status?: string } }
    >;
  };

  "/api/v1/products": {
    get: Operation<
      Page<ProductCard> & { total?: number },
      { query: Paging & { query?: string; category?: string; creator?: string; sort?: string } }
    >;
    post: Operation<Product, { body: NewProduct }>;
  };
  "/api/v1/products/{id}": {
    get: Operation<Product, ById>;
    patch: Operation<Product, ById & { body: Partial<NewProduct> }>;
  };
  "/api/v1/products/{id}/publish": { post: Operation<Product, ById> };
  "/api/v1/products/{id}/unpublish": { post: Operation<Product, ById> };
  "/api/v1/products/{id}/archive": { post: Operation<Product, ById> };
  "/api/v1/products/{id}/covers": {
    post: Operation<Product, ById & { query: { alt?: string } }>;
    put: Operation<Product, ById & { body: { coverIds: string[] } }>;
  };
  "/api/v1/products/{id}/covers/{coverId}": {
    delete: Operation<Product, { path: { id: string; coverId: string } }>;
  };

  "/api/v1/files/{id}": {
    get: Operation<StoredFile, ById>;
    patch: Operation<StoredFile, ById & { body: { name: string } }>;
    delete: Operation<undefined, ById>;
  };
  "/api/v1/files/{id}/downloads": {
    post: Operation<{ id: string; url: string; expiresAt: string }, ById>;
  };

  "/api/v1/checkout": {
    post: Operation<
      { purchaseId: string; checkoutUrl: string | null; status: "pending" | "completed" },
      { body: { productId: string } }
    >;
  };
  "/api/v1/purchases/{id}": { get: Operation<Purchase, ById & { query: { confirm?: "1" } }> };
  "/api/v1/purchases/{id}/refund": {
    post: Operation<Purchase, ById & { body: { amount?: number; keepAccess?: boolean; reason?: string } }>;
  };
  "/api/v1/library": {
    get: Operation<Page<LibraryItem>, { query: Paging & { query?: string; creator?: string } }>;
  };
  "/api/v1/library/{id}": { get: Operation<LibraryContent, ById> };

  "/api/v1/operations/purchases": {
    get: Operation<Page<Sale>, { query: Paging & { query?: string; status?: string } }>;
  };
  "/api/v1/operations/users/{id}/suspend": { post: Operation<Done, ById & { body: { reason: string } }> };
  "/api/v1/operations/users/{id}/restore": { post: Operation<Done, ById> };
  "/api/v1/operations/creators/{id}/suspend": { post: Operation<Done, ById & { body: { reason: string } }> };
  "/api/v1/operations/creators/{id}/restore": { post: Operation<Done, ById> };
}

/** The sign-in routes, which are not part of the generated document. */
export interface AuthPaths {
  "/api/auth/sign-up/email": {
    post: Operation<Done, { body: { name: string; email: string; password: string; callbackURL?: string } }>;
  };
  "/api/auth/sign-in/email": { post: Operation<Done, { body: { email: string; password: string } }> };
  "/api/auth/sign-out": { post: Operation<Done> };
  "/api/auth/request-password-reset": {
    post: Operation<Done, { body: { email: string; redirectTo: string } }>;
  };
  "/api/auth/reset-password": { post: Operation<Done, { body: { newPassword: string; token: string } }> };
  "/api/auth/change-password": {
    post: Operation<
      Done,
      { body: { currentPassword: string; newPassword: string; revokeOtherSessions?: boolean } }
    >;
  };
  "/api/auth/update-user": { post: Operation<Done, { body: { name: string } }> };
  "/api/auth/list-sessions": { get: Operation<SignInSession[]> };
  "/api/auth/revoke-session": { post: Operation<Done, { body: { token: string } }> };
  "/api/auth/revoke-sessions": { post: Operation<Done> };
  "/api/auth/send-verification-email": {
    post: Operation<Done, { body: { email: string; callbackURL?: string } }>;
  };
  "/api/auth/verify-email": { get: Operation<Done, { query: { token: string } }> };
  "/api/auth/get-session": { get: Operation<{ session: SignInSession } | null> };
}
