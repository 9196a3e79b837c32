/**
 * Who may use each route, and what everybody else is told. A row for every route of /openapi.json: a new route without one fails
 * the suite, so that nobody can forget to decide.
 */
export type Audience = {
  /** What a visitor, a signed-in stranger and (where roles differ) a member of too low a role are answered. */
  visitor: number;
  stranger: number;
  /** Somebody with the nearest role that is not enough; null where there is none. */
  lowerRole: { who: "buyer" | "creator" | "analyst"; status: number } | null;
  /** Whom it is for, and what they are answered: shows that the same request works for somebody. */
  allowed: { who: "visitor" | "buyer" | "member" | "creator" | "operator" | "provider"; status: number };
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
  /** Takes away what the other rows need, or makes it another: run last. */
  last?: boolean;
};

const everybody = (status = 200): Audience => ({
  visitor: status,
  stranger: status,
  lowerRole: null,
  allowed: { who: "visitor", status },
});
/** Opens by what is in the request, whoever sends it; here it is a guess. */
const everybodyRefused = (status: number, more: Partial<Audience>): Audience => ({
  ...everybody(status),
  ...more,
});
const anyUser = (status: number, more: Partial<Audience> = {}): Audience => ({
  visitor: 401,
  stranger: status,
  lowerRole: null,
  allowed: { who: "buyer", status },
  ...more,
});
const member = (status: number, more: Partial<Audience> = {}): Audience => ({
  visitor: 401,
  stranger: 404,
  lowerRole: { who: "buyer", status: 404 },
  allowed: { who: "creator", status },
  ...more,
});
/** Analysts see numbers, not more. */
const editor = (status: number, more: Partial<Audience> = {}): Audience =>
  member(status, { lowerRole: { who: "analyst", status: 403 }, ...more });
/** Whoever may read the post sees the comment, and may not touch it. */
const commentsCreator = (status: number, more: Partial<Audience> = {}): Audience => ({
  visitor: 401,
  stranger: 403,
  lowerRole: { who: "analyst", status: 403 },
  allowed: { who: "creator", status },
  ...more,
});
const operator = (status: number, more: Partial<Audience> = {}): Audience => ({
  visitor: 401,
  stranger: 403,
  lowerRole: { who: "creator", status: 403 },
  allowed: { who: "operator", status },
  ...more,
});

const tus = { "tus-resumable": "1.0.0" };
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/**
 * `{…}` in bodies and headers stand for things of the world that routes.test.ts makes. Routes of the built-in payment provider are
 * covered by prefix in routes.test.ts: its API opens to its key alone.
 */
export const ROUTE_AUDIENCES: Record<string, Audience> = {
  "GET /health/live": everybody(),
  "GET /health/ready": everybody(),
  "GET /api/v1/categories": everybody(),
  "GET /api/v1/products": everybody(),
  "GET /api/v1/creators": everybody(),
  "GET /api/v1/product-facets": everybody(),
  "GET /api/v1/products/{idOrSlug}": everybody(),
  "GET /api/v1/creators/{handle}": everybody(),
  "POST /api/v1/adult-content": everybody(204),
  "GET /api/v1/creators/{handle}/sections": everybody(),
  "GET /api/v1/site/pages/{slug}": everybody(),
  "POST /api/v1/webhooks/stripe": {
    visitor: 400,
    stranger: 400,
    lowerRole: { who: "creator", status: 400 },
    allowed: { who: "provider", status: 200 },
    body: { id: "evt_route_table", object: "event", type: "ping", livemode: false, data: { object: {} } },
  },

  "GET /api/v1/me": anyUser(200),
  "GET /api/v1/me/sessions": anyUser(200),
  "DELETE /api/v1/me/sessions/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 204 },
  },
  "GET /api/v1/me/security": anyUser(200),
  "POST /api/v1/me/two-factor/disable": anyUser(409, { body: { password: "correct horse battery staple" } }),
  "PATCH /api/v1/me/passkeys/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 204 },
    body: { name: "Renamed" },
  },
  "POST /api/v1/me/passkeys/{id}/remove": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 204 },
    body: { password: "correct horse battery staple" },
    last: true,
  },
  "GET /api/v1/me/devices": anyUser(200),
  "PATCH /api/v1/me/devices/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 204 },
    body: { name: "The laptop" },
  },
  "DELETE /api/v1/me/devices/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 204 },
    last: true,
  },
  "POST /api/v1/me/sessions/end-others": anyUser(200, { body: {}, last: true }),
  "POST /api/v1/me/email-change": anyUser(202, {
    body: { newEmail: "{freshHandle}@example.org", password: "correct horse battery staple" },
  }),
  "DELETE /api/v1/me/email-change": anyUser(204),
  "GET /api/v1/me/export": anyUser(200),
  "POST /api/v1/me/delete": anyUser(400, { body: { password: "not the password", confirm: "delete" } }),
  "POST /api/v1/email-changes/confirm": everybodyRefused(410, { body: { token: "guessed" } }),
  "POST /api/v1/creators": anyUser(201, { body: { handle: "{freshHandle}", displayName: "Fresh" } }),
  "POST /api/v1/checkout": anyUser(201, {
    body: { productId: "{productId}" },
    allowed: { who: "creator", status: 409 },
  }),
  "GET /api/v1/saved-card": anyUser(200),
  "GET /api/v1/library": anyUser(200),
  "GET /api/v1/library/{idOrSlug}": anyUser(200),

  // Both want a query that leads to a link; without a delivery origin they lead nowhere.
  "GET /api/v1/delivery/code": everybodyRefused(400, {}),
  "GET /api/v1/delivery/enter": everybodyRefused(400, {}),

  "GET /api/v1/downloads/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "HEAD /api/v1/downloads/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "POST /api/v1/downloads/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "GET /api/v1/views/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "HEAD /api/v1/views/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "POST /api/v1/views/{ticket}": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "creator", status: 403 },
    allowed: { who: "buyer", status: 200 },
  },
  "POST /api/v1/files/{id}/downloads": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "buyer", status: 201 },
    body: {},
  },
  "POST /api/v1/files/{id}/views": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "buyer", status: 201 },
    body: {},
  },
  "GET /api/v1/purchases/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: null,
    allowed: { who: "buyer", status: 200 },
  },
  "GET /api/v1/purchases/{id}/events": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 200 },
  },
  "GET /api/v1/files/{id}/access": anyUser(200),
  "POST /api/v1/purchases/{id}/refund": editor(200, { body: { amount: 1 } }),
  "POST /api/v1/purchases/{id}/downloads/reset": editor(204, { body: {} }),
  "POST /api/v1/purchases/{id}/receipt": editor(204, { body: {} }),
  "POST /api/v1/purchases/{id}/restore": editor(200, { body: { reason: "Table" } }),
  "POST /api/v1/purchases/{id}/revoke": editor(200, { body: { reason: "Table" }, last: true }),

  "PATCH /api/v1/creators/{handle}": editor(200, { body: { bio: "New" } }),
  "GET /api/v1/creators/{handle}/storefront": editor(200),
  "PUT /api/v1/creators/{handle}/storefront": editor(200, { body: { seen: "", sections: [] } }),
  "PUT /api/v1/creators/{handle}/avatar": editor(200, { body: PIXEL, type: "image/png" }),
  "PUT /api/v1/creators/{handle}/banner": editor(200, { body: PIXEL, type: "image/png" }),
  "DELETE /api/v1/creators/{handle}/avatar": editor(200),
  "DELETE /api/v1/creators/{handle}/banner": editor(200),
  "GET /api/v1/creators/{handle}/products": member(200),
  "GET /api/v1/creators/{handle}/files": member(200),
  "GET /api/v1/creators/{handle}/watermarks": editor(200),
  "GET /api/v1/creators/{handle}/home": member(200),
  "GET /api/v1/creators/{handle}/sales": member(200),
  "GET /api/v1/creators/{handle}/sales/{id}": member(200),
  "GET /api/v1/creators/{handle}/sales.csv": member(200),
  "GET /api/v1/creators/{handle}/customers": member(200),
  "GET /api/v1/creators/{handle}/customers.csv": member(200),
  "POST /api/v1/products": editor(201, {
    body: { creatorId: "{creatorId}", title: "New", price: { amount: 500, currency: "usd" } },
  }),
  "PATCH /api/v1/products/{id}": editor(200, { body: { tags: ["new"] } }),
  "POST /api/v1/products/{id}/publish": editor(200, { body: {} }),
  "GET /api/v1/products/{id}/edits": editor(200),
  "PATCH /api/v1/products/{id}/edits": editor(409, { body: { revision: 99, title: "Late" } }),
  "POST /api/v1/products/{id}/edits/publish": editor(409, { body: { revision: 99 } }),
  "POST /api/v1/products/{id}/edits/discard": editor(409, { body: { revision: 99 } }),
  "POST /api/v1/products/{id}/files": editor(200, { body: { fileIds: ["{fileId}"] } }),
  "PUT /api/v1/products/{id}/files": editor(200, { body: { fileIds: ["{fileId}"] } }),
  "PUT /api/v1/products/{id}/limits": editor(200, {
    body: { countries: null, downloads: 900, devices: null },
  }),
  "POST /api/v1/products/{id}/duplicate": editor(201, { body: {} }),
  "PATCH /api/v1/products/{id}/covers/{coverId}": editor(200, { body: { alt: "Shown" } }),
  "PUT /api/v1/products/{id}/covers": editor(200, { body: { coverIds: ["{coverId}"] } }),
  "POST /api/v1/products/{id}/covers": editor(201, { body: PIXEL, type: "image/png", last: true }),
  "GET /api/v1/files/{id}": member(200),
  "PATCH /api/v1/files/{id}": editor(200, { body: { name: "renamed.pdf" } }),
  "OPTIONS /api/v1/uploads": anyUser(204, { headers: tus }),
  "POST /api/v1/uploads": editor(201, {
    headers: { ...tus, "upload-length": "3", "upload-metadata": "{uploadMetadata}" },
  }),
  "HEAD /api/v1/uploads/{id}": editor(200, { headers: tus }),
  "PATCH /api/v1/uploads/{id}": editor(204, {
    headers: { ...tus, "upload-offset": "0" },
    body: Buffer.from("abc"),
    type: "application/offset+octet-stream",
    last: true,
  }),

  "DELETE /api/v1/products/{id}/covers/{coverId}": editor(200, { last: true }),
  "POST /api/v1/products/{id}/unpublish": editor(200, { body: {}, last: true }),
  "POST /api/v1/products/{id}/archive": editor(200, { body: {}, last: true }),
  "DELETE /api/v1/products/{id}/files/{fileId}": editor(200, { last: true }),
  "DELETE /api/v1/products/{id}": editor(204, { last: true }),
  "DELETE /api/v1/files/{id}": editor(204, { last: true }),
  "DELETE /api/v1/uploads/{id}": editor(204, { headers: tus, last: true }),

  "GET /api/v1/posts/{id}": {
    visitor: 401,
    stranger: 200,
    lowerRole: null,
    allowed: { who: "creator", status: 200 },
  },
  "GET /api/v1/posts/{id}/card": everybody(),
  "GET /api/v1/posts/{id}/media": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "creator", status: 200 },
  },
  "GET /api/v1/creators/{handle}/posts": everybody(),
  "GET /api/v1/creators/{handle}/tiers": everybody(),
  "GET /api/v1/feed": anyUser(200),
  "POST /api/v1/posts": editor(201, {
    body: { creatorId: "{creatorId}", body: "New", visibility: "free" },
  }),
  "PATCH /api/v1/posts/{id}": editor(200, { body: { tags: ["new"] } }),
  "DELETE /api/v1/posts/{id}": editor(204, { last: true }),
  "GET /api/v1/posts/{id}/editing": editor(200),
  "GET /api/v1/creators/{handle}/studio-posts": editor(200),
  "POST /api/v1/unlock": anyUser(201, {
    body: { postId: "{ppvPostId}" },
    lowerRole: { who: "creator", status: 409 },
  }),
  "POST /api/v1/tiers": editor(201, {
    body: {
      creatorId: "{creatorId}",
      name: "New tier",
      prices: [{ interval: "month", amount: 500, currency: "usd" }],
    },
  }),
  "PATCH /api/v1/tiers/{id}": editor(200, { body: { description: "New" } }),
  "PUT /api/v1/creators/{handle}/tiers": editor(400, { body: { tierIds: ["{tierId}"] }, last: true }),
  "POST /api/v1/creators/{handle}/subscribe": anyUser(201, {
    body: { tierId: "{tierId}", interval: "month" },
    lowerRole: { who: "creator", status: 409 },
  }),
  "GET /api/v1/notifications": anyUser(200),
  "POST /api/v1/notifications/read": anyUser(200, { body: { all: true } }),
  "GET /api/v1/notifications/settings": anyUser(200),
  "PATCH /api/v1/notifications/settings": anyUser(200, { body: { kind: "reply", byMail: true } }),
  "POST /api/v1/notifications/settings": anyUser(200, { body: { kinds: ["reply"], byMail: ["reply"] } }),
  "GET /api/v1/creators/{handle}/feed-link": anyUser(200),
  // The creator is no member of their own, and the buyer here has begun a membership and not paid.
  "POST /api/v1/creators/{handle}/feed-link": anyUser(403, {
    body: {},
    allowed: { who: "member", status: 201 },
  }),
  "DELETE /api/v1/creators/{handle}/feed-link": anyUser(204),
  "GET /api/v1/unsubscribe": everybodyRefused(400, {}),
  "POST /unsubscribe": everybodyRefused(400, {}),
  "GET /api/v1/subscriptions": anyUser(200),
  "GET /api/v1/subscriptions/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 200 },
  },
  // Begun and not paid: there is nothing yet to cancel or change, for its owner either.
  "POST /api/v1/subscriptions/{id}/cancel": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 409 },
    body: {},
  },
  "POST /api/v1/subscriptions/{id}/resume": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 200 },
    body: {},
  },
  "POST /api/v1/subscriptions/{id}/change": {
    visitor: 401,
    stranger: 404,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 409 },
    body: { tierId: "{tierId}", interval: "month", price: { amount: 500, currency: "usd" } },
  },
  // The stranger began a membership two rows above, and so has a page of their own.
  "POST /api/v1/subscriptions/provider-page": {
    visitor: 401,
    stranger: 200,
    lowerRole: { who: "creator", status: 404 },
    allowed: { who: "buyer", status: 200 },
    body: {},
  },
  "GET /api/v1/creators/{handle}/members": member(200),
  "GET /api/v1/creators/{handle}/members.csv": member(200),

  "PUT /api/v1/creators/{handle}/follow": anyUser(200, { lowerRole: { who: "creator", status: 409 } }),
  "POST /api/v1/creators/{handle}/follow": anyUser(200, {
    body: { follow: "yes" },
    lowerRole: { who: "creator", status: 409 },
  }),
  "DELETE /api/v1/creators/{handle}/follow": anyUser(200),
  // What the table's creator has for members: the nearest role that is not enough may see that it is there.
  "PUT /api/v1/posts/{id}/like": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "creator", status: 200 },
  },
  "POST /api/v1/posts/{id}/like": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "creator", status: 200 },
    body: { like: "yes" },
  },
  // One's own like, wherever it is: of what is free here.
  "DELETE /api/v1/posts/{id}/like": anyUser(200),
  "GET /api/v1/posts/{id}/comments": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "creator", status: 200 },
  },
  "POST /api/v1/posts/{id}/comments": {
    visitor: 401,
    stranger: 403,
    lowerRole: { who: "analyst", status: 403 },
    allowed: { who: "creator", status: 201 },
    body: { body: "Said" },
  },
  "GET /api/v1/comments/{id}/replies": {
    visitor: 401,
    stranger: 200,
    lowerRole: null,
    allowed: { who: "creator", status: 200 },
  },
  "POST /api/v1/comments/{id}/hide": commentsCreator(204),
  "POST /api/v1/comments/{id}/unhide": commentsCreator(204),
  "POST /api/v1/comments/{id}/report": anyUser(204, {
    body: { reason: "spam" },
    allowed: { who: "creator", status: 204 },
  }),
  "DELETE /api/v1/comments/{id}": commentsCreator(204, { last: true }),
  "POST /api/v1/posts/{id}/report": anyUser(204, {
    body: { reason: "spam" },
    lowerRole: { who: "creator", status: 409 },
  }),
  "GET /api/v1/creators/{handle}/blocks": editor(200),
  "PUT /api/v1/creators/{handle}/blocks/{userId}": editor(204, { body: { reason: "Table" } }),
  "DELETE /api/v1/creators/{handle}/blocks/{userId}": editor(204),
  "GET /api/v1/following": anyUser(200),
  "GET /api/v1/following/suggestions": anyUser(200),

  "GET /api/v1/mails": anyUser(200),
  "GET /api/v1/mails/{id}": {
    visitor: 401,
    stranger: 404,
    lowerRole: null,
    allowed: { who: "buyer", status: 200 },
  },
  "GET /api/v1/mails/{id}/html": {
    visitor: 401,
    stranger: 404,
    lowerRole: null,
    allowed: { who: "buyer", status: 200 },
  },

  "GET /api/v1/operations/pages": operator(200),
  "PUT /api/v1/operations/pages/{slug}": operator(200, { body: { body: "Route table", version: 0 } }),
  "GET /api/v1/operations/overview": operator(200),
  "GET /api/v1/operations/watermarks": operator(200),
  "GET /api/v1/operations/health": operator(200),
  "GET /api/v1/operations/events": operator(200),
  "POST /api/v1/operations/trail-checks": operator(202, { body: {} }),
  "GET /api/v1/operations/trail-checks/latest": operator(200),
  "GET /api/v1/operations/trail-checkpoint": operator(200),
  "GET /api/v1/operations/users": operator(200),
  "GET /api/v1/operations/users/{id}": operator(200),
  "GET /api/v1/operations/creators": operator(200),
  "GET /api/v1/operations/creators/{id}": operator(200),
  "GET /api/v1/operations/products": operator(200),
  "GET /api/v1/operations/products/{id}": operator(200),
  "GET /api/v1/operations/purchases": operator(200),
  "GET /api/v1/operations/purchases/{id}": operator(200),
  "GET /api/v1/operations/jobs": operator(200),
  "POST /api/v1/operations/jobs/{id}/retry": operator(200, { body: { reason: "Table" } }),
  "POST /api/v1/operations/jobs/{id}/remove": operator(200, { body: { reason: "Table" }, last: true }),
  "GET /api/v1/operations/mails": operator(200),
  "GET /api/v1/operations/mails/{id}": operator(200),
  "GET /api/v1/operations/mails/{id}/html": operator(200),
  "POST /api/v1/operations/mails/{id}/resend": operator(200, { body: { reason: "Table" } }),
  "POST /api/v1/operations/users/{id}/verification": operator(200, { body: { reason: "Table" } }),
  "POST /api/v1/operations/users/{id}/reset-two-factor": operator(200, {
    body: { reason: "Table" },
    last: true,
  }),
  "POST /api/v1/operations/users/{id}/sign-out": operator(200, { body: { reason: "Table" }, last: true }),
  "POST /api/v1/operations/products/{id}/take-down": operator(200, {
    body: { reason: "Table", endsAccess: true },
    last: true,
  }),
  "POST /api/v1/operations/products/{id}/restore": operator(200, { body: { reason: "Table" }, last: true }),
  "GET /api/v1/operations/reports": operator(200),
  "POST /api/v1/operations/reports/{id}/close": operator(204, { body: { note: "Table" } }),
  "POST /api/v1/operations/posts/{id}/take-down": operator(204, {
    body: { reason: "Table", endsAccess: true },
    last: true,
  }),
  "POST /api/v1/operations/posts/{id}/restore": operator(204, { body: { reason: "Table" }, last: true }),
  "POST /api/v1/operations/comments/{id}/remove": operator(204, { body: { reason: "Table" } }),
  "POST /api/v1/operations/categories": operator(201, { body: { name: "{freshName}" } }),
  "PATCH /api/v1/operations/categories/{id}": operator(200, { body: { name: "Renamed" } }),
  "DELETE /api/v1/operations/categories/{id}": operator(204, { last: true }),
  "POST /api/v1/operations/creators/{id}/suspend": operator(200, { body: { reason: "Table" }, last: true }),
  "POST /api/v1/operations/creators/{id}/restore": operator(200, { body: {}, last: true }),
  "GET /api/v1/operations/alerts": operator(200),
  "GET /api/v1/operations/alerts/{id}": operator(200),
  "POST /api/v1/operations/alerts/{id}/unmute": operator(200, { body: {} }),
  "POST /api/v1/operations/alerts/{id}/acknowledge": operator(200, { body: {} }),
  "POST /api/v1/operations/alerts/{id}/mute": operator(200, { body: { hours: 1 } }),
  "POST /api/v1/operations/users/{id}/suspend": operator(200, { body: { reason: "Table" }, last: true }),
  "POST /api/v1/operations/users/{id}/restore": operator(200, { body: {}, last: true }),
};
