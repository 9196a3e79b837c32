import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { cardsContract } from "./cards-contract.ts";
import { membershipsContract } from "./memberships-contract.ts";
import { type CheckoutRequest, PaymentProviderError, type PaymentsPort } from "./port.ts";

/** What the suite needs beside the adapter: the hands of a buyer, and a way to hear what was sent to us. */
export type PaymentsUnderTest = {
  payments: PaymentsPort;
  pay(url: string, card: "good" | "declined" | "delayed"): Promise<void>;
  /** Gives a customer a card that renewals are charged to, beside our pages; answers its id. */
  useCard(customerId: string, card: "good" | "fails_later" | "authenticates"): Promise<string>;
  /** What the provider's page behind an address lets a customer do, sorted. */
  allowedOnPage(url: string): Promise<string[]>;
  /** Somebody changes, at the provider, what its page lets customers do. */
  spoilPage(how: "allows_all" | "deactivated"): Promise<void>;
  /** How many descriptions of its page we have left at the provider. */
  pagesMade(): Promise<number>;
  /** The same as another process has it. */
  again(): PaymentsPort;
  now(): Date;
  /** Lets time pass at the provider, with all that it brings. */
  passDays(days: number): Promise<void>;
  close(): Promise<void>;
};

export type MakePayments = () => Promise<PaymentsUnderTest>;

/** The promises of the payments port; every adapter passes them against its provider or the sandbox of it. */
export function paymentsContract(name: string, make: MakePayments): void {
  cardsContract(name, make);
  membershipsContract(name, make);
  describe(`payments port: ${name}`, () => {
    let test: PaymentsUnderTest;
    let payments: PaymentsPort;
    beforeAll(async () => {
      test = await make();
      payments = test.payments;
    });
    afterAll(() => test.close());

    const request = (more: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
      purchaseId: newId(),
      itemId: newId(),
      buyerId: newId(),
      buyerEmail: "buyer@example.com",
      title: "A guide",
      price: { amount: 1900, currency: "usd" },
      successUrl: "http://localhost/return",
      cancelUrl: "http://localhost/cancelled",
      expiresAt: new Date(Math.ceil(test.now().getTime() / 1000) * 1000 + 3600_000),
      ...more,
    });
    const paid = async () => {
      const wanted = request();
      const session = await payments.createCheckout(wanted);
      await test.pay(session.url!, "good");
      return { ...(await payments.getSession(session.id)), wanted };
    };

    it("opens a session with our price and ids", async () => {
      const wanted = request({ price: { amount: 1050, currency: "eur" } });
      const session = await payments.createCheckout(wanted);
      expect(session).toMatchObject({
        status: "open",
        paid: false,
        purchaseId: wanted.purchaseId,
        price: wanted.price,
      });
      expect(session.url).toMatch(/^https?:/);
    });

    it("answers the same session when the same purchase asks again", async () => {
      const wanted = request();
      const sessions = await Promise.all([payments.createCheckout(wanted), payments.createCheckout(wanted)]);
      expect(sessions[0]!.id).toBe(sessions[1]!.id);
    });

    it("tells a paid session from one whose money is on the way, and from one that was declined", async () => {
      const { paymentIntentId, wanted, ...session } = await paid();
      expect(session).toMatchObject({ status: "complete", paid: true });
      expect(await payments.findPurchaseId(paymentIntentId!)).toBe(wanted.purchaseId);

      const delayed = await payments.createCheckout(request());
      await test.pay(delayed.url!, "delayed");
      expect(await payments.getSession(delayed.id)).toMatchObject({ status: "complete", paid: false });

      const declined = await payments.createCheckout(request());
      await test.pay(declined.url!, "declined");
      expect(await payments.getSession(declined.id)).toMatchObject({ status: "open", paid: false });
    });

    it("closes an open session, and says so of one that was paid meanwhile", async () => {
      const session = await payments.createCheckout(request());
      expect((await payments.expireSession(session.id)).status).toBe("expired");
      const { id } = await paid();
      expect((await payments.expireSession(id)).status).toBe("complete");
    });

    it("refunds in parts, once for each key, and never more than was paid", async () => {
      const { paymentIntentId, wanted } = await paid();
      const part = {
        purchaseId: wanted.purchaseId,
        paymentIntentId: paymentIntentId!,
        amount: 900,
        endsAccess: false,
        idempotencyKey: newId(),
      };
      const first = await payments.refund(part);
      expect(first).toMatchObject({ amount: 900, status: "succeeded", endsAccess: false, paymentIntentId });
      expect((await payments.refund(part)).id).toBe(first.id);
      await expect(payments.refund({ ...part, amount: 1001, idempotencyKey: newId() })).rejects.toThrow(
        PaymentProviderError,
      );
      await payments.refund({ ...part, amount: 1000, idempotencyKey: newId() });
    });

    it("lists what happened since a moment, oldest first, in our words", async () => {
      const since = new Date(test.now().getTime() - 60_000);
      const { id } = await paid();
      const events = await Array.fromAsync(payments.listEvents(since));
      const changes = events.map((event) => payments.changeOf(event.payload));
      expect(events.every((event) => event.livemode === payments.livemode)).toBe(true);
      expect(changes).toContainEqual(
        expect.objectContaining({ kind: "session", session: expect.objectContaining({ id, paid: true }) }),
      );
    });

    it("refuses what it does not know in one way", async () => {
      await expect(payments.getSession("cs_test_nobody")).rejects.toThrow(PaymentProviderError);
      await expect(payments.findPurchaseId("pi_nobody")).rejects.toThrow(PaymentProviderError);
    });

    it("believes no webhook without a signature", () => {
      expect(payments.readWebhook(Buffer.from("{}"), undefined, new Date())).toBeNull();
      expect(payments.readWebhook(Buffer.from("{}"), "t=1,v1=00", new Date())).toBeNull();
    });
  });
}
