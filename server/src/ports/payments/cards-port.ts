import type { Money } from "../../lib/money.ts";

/** A card somebody keeps at the provider; we never see its number. */
export type SavedCard = {
  id: string;
  brand: string;
  last4: string;
  expiresMonth: number;
  expiresYear: number;
  /** Charged when no card is named; one of them at most. */
  isDefault: boolean;
};

/** A purchase to be paid without the buyer's hands. */
export type SavedCardCharge = {
  purchaseId: string;
  /** A product or a post. */
  itemId: string;
  buyerId: string;
  customerId: string;
  cardId: string;
  title: string;
  price: Money;
};

/**
 * What became of it. `requires_action`: the bank wants the buyer, so send them through a checkout; nothing was
 * taken, and nothing of this attempt can be paid any more. `declined`: the same, but another card is needed.
 */
export type SavedCardOutcome =
  | { outcome: "succeeded"; paymentIntentId: string }
  | { outcome: "requires_action" }
  | { outcome: "declined"; reason: string };

/** Buyers as the provider knows them, and their cards. */
export type CardsPort = {
  /** The customer of one of our users; the one made before, if there is one. Keep the id: looking it up is slow. */
  ensureCustomer(user: { userId: string; email: string }): Promise<string>;
  /** Tells the provider a new e-mail address. */
  changeCustomerEmail(customerId: string, email: string): Promise<void>;
  /**
   * Forgets somebody: cards, address and name go, subscriptions end, and what they have paid can still be given back. Safe to repeat.
   */
  deleteCustomer(customerId: string): Promise<void>;
  /** Newest first. */
  listSavedCards(customerId: string): Promise<SavedCard[]>;
  /** Makes a saved card the one that renewals are charged to; refuses one of another customer. */
  setDefaultCard(customerId: string, cardId: string): Promise<void>;
  /** Charges a saved card now. The purchase id is the idempotency key: a repetition never charges twice. */
  chargeSavedCard(charge: SavedCardCharge): Promise<SavedCardOutcome>;
  /** The provider's own pages for one customer: cards and invoices, and nothing that changes a membership. The address works for a short while. */
  createPortalSession(request: { customerId: string; returnUrl: string }): Promise<{ url: string }>;
};
