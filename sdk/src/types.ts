import type { components, paths } from "./api.gen.ts";

type Schemas = components["schemas"];

/** A sum in the currency's smallest unit, e.g. `{ amount: 1900, currency: "usd" }` for $19. */
export type Price = Schemas["Price"];
/** A public picture; `sizes` ascends by width. */
export type Cover = Schemas["Cover"];
/** Every refusal the API can answer with. */
export type ErrorCode = Schemas["ErrorCode"];
/** Why somebody may not have a file or a post. */
export type DenyReason = Schemas["DenyReason"];
/** Who is signed in and for whom they act. */
export type Session = Schemas["Me"];
/** What opens the account beside the password. */
export type Security = Schemas["Security"];
export type Passkey = Security["passkeys"][number];
export type Membership = Session["creators"][number];
export type Creator = Schemas["Creator"];
/** A creator as lists of whom somebody follows, or might, show them. */
export type FollowedCreator = Schemas["FollowedCreator"];
/** How the products of a storefront are grouped. */
export type Arrangement = Schemas["Arrangement"];
export type SocialLink = Creator["socialLinks"][number];
export type Category = Schemas["Category"];
/** What a list of products can be narrowed by, with counts. */
export type Facets = Schemas["Facets"];
export type ProductCard = Schemas["ProductCard"];
export type ProductStatus = ProductCard["status"];
/** `description` is Markdown source. */
export type Product = Schemas["Product"];
export type ProductFile = Product["files"][number];
export type ProductChanges = NonNullable<
  paths["/api/v1/products/{id}"]["patch"]["requestBody"]
>["content"]["application/json"];
/** A product as its editor sees it: `pending` is what waits to be published. */
export type ProductEditing = Schemas["ProductEditing"];
export type ProductEdits = NonNullable<
  paths["/api/v1/products/{id}/edits"]["patch"]["requestBody"]
>["content"]["application/json"];
/** Where a product is offered, how often and from how many devices it may be downloaded. */
export type NewLimits = NonNullable<
  paths["/api/v1/products/{id}/limits"]["put"]["requestBody"]
>["content"]["application/json"];
export type StudioProduct = Schemas["StudioProduct"];
export type Purchase = Schemas["Purchase"];
export type PurchaseStatus = Purchase["status"];
export type LibraryItem = Schemas["LibraryItem"];
export type LibraryContent = Schemas["Content"];
/** An order for the creator that sold it. */
export type Sale = Schemas["CreatorSale"];
export type SaleDetail = Schemas["CreatorSaleDetail"];
/** The sums of a creator's sales in one currency, in its minor units. */
export type SalesTotals = Schemas["SalesTotals"];
export type Customer = Schemas["Customer"];
export type StudioHome = Schemas["StudioHome"];
/** A post as its reader may see it: without `body` and `mediaFiles` where it is locked. */
export type Post = Schemas["Post"];
export type PostMediaFile = Schemas["PostMediaFile"];
export type PostOffer = Schemas["PostOffer"];
export type PostVisibility = Post["visibility"];
export type PostChanges = NonNullable<
  paths["/api/v1/posts/{id}"]["patch"]["requestBody"]
>["content"]["application/json"];
/** What somebody wants the operators to look at. */
export type Report = Schemas["Report"];
/** What somebody said under a post; `body` and `author` are null where it was deleted. */
export type Comment = Schemas["Comment"];
export type CommentThread = Schemas["CommentThread"];
export type CommentThreadPage = Schemas["CommentThreadPage"];
/** A post as its editor sees it. */
export type StudioPost = Schemas["StudioPost"];
/** A level of membership; a higher one opens what the lower ones open. */
export type Tier = Schemas["Tier"];
/** One person's membership of a creator. */
export type Subscription = Schemas["Subscription"];
/** A member as the creator sees them. */
export type Member = Schemas["Member"];
/** Something a person was told of, in the words they may see now. */
export type Notification = Schemas["Notification"];
export type NotificationKind = Notification["kind"];
export type NotificationSettings = Schemas["NotificationSettings"];

/** One place an account is signed in. */
export type SignInSession = Schemas["Sessions"]["items"][number];
export type Devices = Schemas["Devices"];
export type Device = Devices["items"][number];

/** What operators see. */
export type TracedWatermark = Schemas["TracedWatermark"];
export type OperatorUser = Schemas["OperatorUser"];
export type OperatorUserDetail = Schemas["OperatorUserDetail"];
export type OperatorCreator = Schemas["OperatorCreator"];
export type OperatorProduct = Schemas["OperatorProduct"];
export type OperatorPurchase = Schemas["OperatorPurchase"];
export type OperationsHealth = Schemas["OperationsHealth"];
export type Alert = Schemas["Alert"];
export type AlertDetail = Schemas["AlertDetail"];
export type TrailEvent = Schemas["TrailEvent"];
export type Job = Schemas["Job"];
export type Mail = Schemas["Mail"];
export type TrailCheck = Schemas["TrailCheck"];
