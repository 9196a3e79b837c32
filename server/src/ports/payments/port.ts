import type { Money } from "../../lib/money.ts";
import type { CardsPort } from "./cards-port.ts";
import type { MembershipChange, MembershipsPort } from "./memberships-port.ts";

/** What a purchase becomes at the payment provider. */
export type CheckoutRequest = {
  purchaseId: string;
  /** A product or a post. */
  itemId: string;
  buyerId: string;
  buyerEmail: string;
  title: string;
  price: Money;
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
  /** The buyer's customer, whose saved cards the page offers; without one, nothing can be saved. */
  customerId?: string;
  /** Keep the card for `chargeSavedCard`, or let the buyer choose on the page. Default: do not. */
  saveCard?: "always" | "ask";
};

/** The provider's present word on a checkout session. */
export type SessionState = {
  id: string;
  status: "open" | "complete" | "expired";
  /** False while a delayed payment method has completed the checkout but not yet paid. */
  paid: boolean;
  purchaseId: string | null;
  price: Money;
  paymentIntentId: string | null;
  url: string | null;
};

export type RefundRequest = {
  purchaseId: string;
  paymentIntentId: string;
  amount: number;
  endsAccess: boolean;
  idempotencyKey: string;
};
export type RefundState = {
  id: string;
  paymentIntentId: string | null;
  amount: number;
  status: "pending" | "succeeded" | "failed";
  /** The choice made when it was asked for; null for a refund made at the provider. */
  endsAccess: boolean | null;
};
export type DisputeState = {
  id: string;
  paymentIntentId: string | null;
  amount: number;
  status: "open" | "won" | "lost";
};

/** What a charge of a saved card took, as its event tells: the answer to the charge itself may have been lost. */
export type SavedCardPayment = { purchaseId: string; paymentIntentId: string; price: Money };

/** What a provider's event tells us of purchases, in our words. */
export type PaymentChange =
  | { kind: "session"; session: SessionState; failed: boolean }
  | { kind: "saved_card"; payment: SavedCardPayment }
  | { kind: "refund"; refund: RefundState }
  | { kind: "dispute"; dispute: DisputeState };

export type ProviderEvent = { id: string; type: string; livemode: boolean; payload: unknown };

/** The one way money moves. Every call may be repeated: the same request gives the same result. */
export type PaymentsPort = CardsPort & MembershipsPort & PurchasesPort;

/** One-time payments, and what the provider tells us. */
type PurchasesPort = {
  /** Whether real money moves. Events of the other mode are refused. */
  livemode: boolean;
  createCheckout(request: CheckoutRequest): Promise<SessionState>;
  getSession(sessionId: string): Promise<SessionState>;
  /** Closes an open session so that it can no longer be paid; answers its state afterwards, which may be `complete`. */
  expireSession(sessionId: string): Promise<SessionState>;
  refund(request: RefundRequest): Promise<RefundState>;
  /** Our purchase behind a payment, from its metadata. */
  findPurchaseId(paymentIntentId: string): Promise<string | null>;
  /** Verifies the signature over the raw body and the age of its timestamp; null when either does not hold. */
  readWebhook(rawBody: Buffer, signature: string | undefined, now: Date): ProviderEvent | null;
  /** What a stored event means for purchases; null when nothing. */
  changeOf(payload: unknown): PaymentChange | null;
  /** What a stored event means for memberships; null when nothing. No event means both. */
  membershipChangeOf(payload: unknown): MembershipChange | null;
  /** Events since a moment, oldest first: what a lost webhook would have told. */
  listEvents(since: Date): AsyncIterable<ProviderEvent>;
};

/** The provider could not be asked or refused; nothing is known to have changed. */
export class PaymentProviderError extends Error {}
/** It did not answer, or failed in the middle: what was asked for may have been done nevertheless. */
export class PaymentUnsureError extends PaymentProviderError {}
/** The card was asked for money now, and its bank said no or wants its owner. */
export class CardRefusedError extends PaymentProviderError {}
