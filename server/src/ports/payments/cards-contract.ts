import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { MakePayments, PaymentsUnderTest } from "./contract.ts";
import { PaymentProviderError, type PaymentsPort } from "./port.ts";

/** The promises about customers and saved cards. */
export function cardsContract(name: string, make: MakePayments): void {
  describe(`saved cards: ${name}`, () => {
    let test: PaymentsUnderTest;
    let payments: PaymentsPort;
    beforeAll(async () => {
      test = await make();
      payments = test.payments;
    });
    afterAll(() => test.close());

    const makeCustomer = async () => {
      const userId = newId();
      const email = `${userId}@example.com`;
      return { userId, email, customerId: await payments.ensureCustomer({ userId, email }) };
    };
    const chargeOf = (customerId: string, cardId: string) => ({
      purchaseId: newId(),
      itemId: newId(),
      buyerId: newId(),
      customerId,
      cardId,
      title: "A post",
      price: { amount: 300, currency: "usd" },
    });

    it("make one customer of each user", async () => {
      const { userId, email, customerId } = await makeCustomer();
      expect(await payments.ensureCustomer({ userId, email })).toBe(customerId);
      expect(await payments.ensureCustomer({ userId: newId(), email })).not.toBe(customerId);
      await payments.changeCustomerEmail(customerId, `new-${email}`);
      expect(await payments.ensureCustomer({ userId, email: `new-${email}` })).toBe(customerId);
    });

    it("are kept by a purchase that says so, and by that alone", async () => {
      const { customerId, email, userId } = await makeCustomer();
      const request = () => ({
        purchaseId: newId(),
        itemId: newId(),
        buyerId: userId,
        buyerEmail: email,
        customerId,
        title: "A guide",
        price: { amount: 1900, currency: "usd" },
        successUrl: "http://localhost/return",
        cancelUrl: "http://localhost/cancelled",
        expiresAt: new Date(test.now().getTime() + 3600_000),
      });
      await test.pay((await payments.createCheckout(request())).url!, "good");
      expect(await payments.listSavedCards(customerId)).toEqual([]);
      await test.pay((await payments.createCheckout({ ...request(), saveCard: "ask" })).url!, "good");
      expect(await payments.listSavedCards(customerId)).toEqual([]);
      await test.pay((await payments.createCheckout({ ...request(), saveCard: "always" })).url!, "good");
      expect(await payments.listSavedCards(customerId)).toMatchObject([
        { brand: "visa", last4: "4242", isDefault: false },
      ]);
    });

    it("are chosen for renewals by their owner alone", async () => {
      const { customerId } = await makeCustomer();
      const cardId = await test.useCard(customerId, "good");
      await test.useCard(customerId, "fails_later");
      await payments.setDefaultCard(customerId, cardId);
      const chosen = (await payments.listSavedCards(customerId)).filter((card) => card.isDefault);
      expect(chosen.map(({ id }) => id)).toEqual([cardId]);
      const { customerId: other } = await makeCustomer();
      await expect(payments.setDefaultCard(other, cardId)).rejects.toThrow(PaymentProviderError);
    });

    it("are charged once for each purchase", async () => {
      const { customerId } = await makeCustomer();
      const charge = chargeOf(customerId, await test.useCard(customerId, "good"));
      const since = new Date(test.now().getTime() - 1000);
      const outcomes = await Promise.all([
        payments.chargeSavedCard(charge),
        payments.chargeSavedCard(charge),
      ]);
      const [first] = outcomes;
      expect(first).toMatchObject({ outcome: "succeeded" });
      expect(outcomes[1]).toEqual(first);
      const events = await Array.fromAsync(payments.listEvents(since));
      expect(events.map(({ payload }) => payments.changeOf(payload))).toContainEqual({
        kind: "saved_card",
        payment: {
          purchaseId: charge.purchaseId,
          paymentIntentId: first?.outcome === "succeeded" && first.paymentIntentId,
          price: charge.price,
        },
      });
      expect(first?.outcome === "succeeded" && (await payments.findPurchaseId(first.paymentIntentId))).toBe(
        charge.purchaseId,
      );
    });

    it("that fail or want their owner leave nothing that could be paid later", async () => {
      const { customerId } = await makeCustomer();
      const declined = chargeOf(customerId, await test.useCard(customerId, "fails_later"));
      expect(await payments.chargeSavedCard(declined)).toEqual({
        outcome: "declined",
        reason: "generic_decline",
      });
      expect((await payments.chargeSavedCard(declined)).outcome).toBe("declined");
      const asked = chargeOf(customerId, await test.useCard(customerId, "authenticates"));
      expect(await payments.chargeSavedCard(asked)).toEqual({ outcome: "requires_action" });
    });

    it("of somebody else are not charged", async () => {
      const [owner, other] = [await makeCustomer(), await makeCustomer()];
      const cardId = await test.useCard(owner.customerId, "good");
      expect((await payments.chargeSavedCard(chargeOf(owner.customerId, cardId))).outcome).toBe("succeeded");
      await expect(payments.chargeSavedCard(chargeOf(other.customerId, cardId))).rejects.toThrow(
        PaymentProviderError,
      );
    });

    it("go with their customer, whose payment can still be given back", async () => {
      const { customerId } = await makeCustomer();
      const cardId = await test.useCard(customerId, "good");
      const charge = chargeOf(customerId, cardId);
      const paid = await payments.chargeSavedCard(charge);
      await payments.deleteCustomer(customerId);
      await payments.deleteCustomer(customerId);
      expect(await payments.listSavedCards(customerId)).toEqual([]);
      await expect(payments.chargeSavedCard(chargeOf(customerId, cardId))).rejects.toThrow(
        PaymentProviderError,
      );
      const refund = await payments.refund({
        purchaseId: charge.purchaseId,
        paymentIntentId: paid.outcome === "succeeded" ? paid.paymentIntentId : "",
        amount: 300,
        endsAccess: true,
        idempotencyKey: newId(),
      });
      expect(refund).toMatchObject({ amount: 300, status: "succeeded" });
    });

    it("have one page of the provider, however many processes ask for it at once", async () => {
      const { customerId } = await makeCustomer();
      const others = [test.again(), test.again(), test.again()];
      await Promise.all(
        others.map((other) => other.createPortalSession({ customerId, returnUrl: "http://localhost/back" })),
      );
      expect(await test.pagesMade()).toBe(1);
    });

    it("have a page of the provider", async () => {
      const { customerId } = await makeCustomer();
      const { url } = await payments.createPortalSession({ customerId, returnUrl: "http://localhost/back" });
      expect(url).toMatch(/^https?:/);
    });

    it("have a page of the provider that offers neither cancelling nor another tier, whatever was changed there", async () => {
      const { customerId } = await makeCustomer();
      const allowed = async () => {
        const { url } = await payments.createPortalSession({
          customerId,
          returnUrl: "http://localhost/back",
        });
        return test.allowedOnPage(url);
      };
      const wanted = ["invoice_history", "payment_method_update"];
      expect(await allowed()).toEqual(wanted);
      await test.spoilPage("allows_all");
      expect(await allowed()).toEqual(wanted);
      await test.spoilPage("deactivated");
      expect(await allowed()).toEqual(wanted);
    });
  });
}
