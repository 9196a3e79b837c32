import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { MakePayments, PaymentsUnderTest } from "./contract.ts";
import type { MembershipCheckoutRequest, TierPrice } from "./memberships-port.ts";
import { PaymentProviderError, type PaymentsPort } from "./port.ts";

const MONTH_DAYS = 32;
const usd = (amount: number) => ({ amount, currency: "usd" });

/** The promises about memberships; every adapter passes them against its provider or the sandbox of it. */
export function membershipsContract(name: string, make: MakePayments): void {
  describe(`memberships: ${name}`, () => {
    let test: PaymentsUnderTest;
    let payments: PaymentsPort;
    beforeAll(async () => {
      test = await make();
      payments = test.payments;
    });
    afterAll(() => test.close());

    const small: TierPrice = { tierId: newId(), price: usd(500), interval: "month" };
    const big: TierPrice = { tierId: newId(), price: usd(1500), interval: "month" };
    const checkoutOf = async (more: Partial<MembershipCheckoutRequest> = {}) => {
      const userId = newId();
      const customerId = await payments.ensureCustomer({ userId, email: `${userId}@example.com` });
      return {
        ...small,
        subscriptionId: newId(),
        userId,
        customerId,
        title: "Small tier",
        successUrl: "http://localhost/return",
        cancelUrl: "http://localhost/cancelled",
        expiresAt: new Date(test.now().getTime() + 3600_000),
        ...more,
      };
    };
    const begun = async (more: Partial<MembershipCheckoutRequest> = {}) => {
      const wanted = await checkoutOf(more);
      const open = await payments.createMembershipCheckout(wanted);
      await test.pay(open.url!, "good");
      const done = await payments.getMembershipCheckout(open.id);
      return { wanted, done, id: done.providerSubscriptionId! };
    };
    const changesSince = async (since: Date) => {
      const events = await Array.fromAsync(payments.listEvents(since));
      return events.map(({ payload }) => payments.membershipChangeOf(payload)).filter((one) => one !== null);
    };

    it("begins with a checkout, one for each of our subscriptions", async () => {
      const wanted = await checkoutOf();
      const open = await payments.createMembershipCheckout(wanted);
      expect((await payments.createMembershipCheckout(wanted)).id).toBe(open.id);
      expect(open).toMatchObject({
        status: "open",
        subscriptionId: wanted.subscriptionId,
        providerSubscriptionId: null,
      });
      await test.pay(open.url!, "declined");
      expect((await payments.getMembershipCheckout(open.id)).status).toBe("open");
      await test.pay(open.url!, "good");
      const done = await payments.getMembershipCheckout(open.id);
      expect(done).toMatchObject({ status: "complete", customerId: wanted.customerId });

      const membership = await payments.getMembership(done.providerSubscriptionId!);
      expect(membership).toMatchObject({
        ...small,
        status: "active",
        subscriptionId: wanted.subscriptionId,
        customerId: wanted.customerId,
        cancelAtPeriodEnd: false,
        next: null,
        latestInvoice: { status: "paid", because: "start", due: usd(500), paid: usd(500) },
      });
      expect(membership.latestInvoice!.periodEnd).toEqual(membership.periodEnd);
      expect(membership.periodEnd.getTime()).toBeGreaterThan(test.now().getTime());
    });

    it("may begin with a trial, which asks for the card and takes nothing", async () => {
      const { id } = await begun({ trialDays: 7 });
      const trial = await payments.getMembership(id);
      expect(trial).toMatchObject({ status: "trialing", latestInvoice: { status: "paid", due: usd(0) } });
      expect(trial.trialEndsAt).toEqual(trial.periodEnd);
      await test.passDays(8);
      expect(await payments.getMembership(id)).toMatchObject({
        status: "active",
        latestInvoice: { because: "renewal", paid: usd(500) },
      });
    });

    it("closes an open checkout, and says so of one that is complete", async () => {
      const open = await payments.createMembershipCheckout(await checkoutOf());
      expect((await payments.expireMembershipCheckout(open.id)).status).toBe("expired");
      const { done } = await begun();
      expect((await payments.expireMembershipCheckout(done.id)).status).toBe("complete");
    });

    it("renews, and tells so in our words", async () => {
      const { id, wanted } = await begun();
      const first = await payments.getMembership(id);
      await test.passDays(MONTH_DAYS);
      const renewed = await payments.getMembership(id);
      expect(renewed.periodStart).toEqual(first.periodEnd);
      const invoice = renewed.latestInvoice!;
      expect(invoice).toMatchObject({ because: "renewal", status: "paid", periodStart: first.periodEnd });

      const changes = (await changesSince(new Date(first.startedAt.getTime() - 1000))).filter(
        (one) => one.kind !== "membership" || one.membership.id === id,
      );
      const mine = changes.filter(
        (one) => one.kind === "invoice" && one.invoice.subscriptionId === wanted.subscriptionId,
      );
      const tellings = mine.map((one) => one.kind === "invoice" && [one.invoice.status, one.failed]);
      const [made, paidFor] = [
        ["draft", false],
        ["paid", false],
      ];
      expect(tellings).toEqual([made, expect.anything(), paidFor, made, expect.anything(), paidFor]);
      expect(changes.findLast(({ kind }) => kind === "membership")).toMatchObject({
        membership: { id, subscriptionId: wanted.subscriptionId, periodEnd: renewed.periodEnd },
      });
      expect(changes).toContainEqual({ kind: "invoice_payment", invoiceId: invoice.id });
      expect(await payments.listInvoices(id)).toHaveLength(2);
    });

    it("refunds a renewal, once for each key", async () => {
      const { id } = await begun();
      const { latestInvoice } = await payments.getMembership(id);
      const request = { invoiceId: latestInvoice!.id, amount: 200, idempotencyKey: newId() };
      const refund = await payments.refundInvoice(request);
      expect(refund.amount).toBe(200);
      expect((await payments.refundInvoice(request)).refundId).toBe(refund.refundId);
      const rest = await payments.refundInvoice({ invoiceId: latestInvoice!.id, idempotencyKey: newId() });
      expect(rest.amount).toBe(300);
    });

    it("is upgraded at once, for a whole period less what is unused", async () => {
      const { id } = await begun();
      const before = await payments.getMembership(id);
      await test.passDays(15);
      const change = {
        ...big,
        providerSubscriptionId: id,
        title: "Big tier",
        when: "now" as const,
        idempotencyKey: newId(),
      };
      const upgraded = await payments.changeMembership(change);
      expect(upgraded).toMatchObject({
        ...big,
        status: "active",
        latestInvoice: { because: "change", status: "paid" },
      });
      const spans = ({ periodStart, periodEnd }: { periodStart: Date; periodEnd: Date }) =>
        periodEnd.getTime() - periodStart.getTime();
      const left = before.periodEnd.getTime() - upgraded.periodStart.getTime();
      const unused = Math.round((500 * left) / spans(before));
      expect(upgraded.latestInvoice!.due).toEqual(usd(1500 - unused));
      expect(upgraded.periodStart.getTime()).toBeGreaterThan(before.periodStart.getTime());
      expect(spans(upgraded)).toBeGreaterThan(27 * 86_400_000);
      expect(upgraded.latestInvoice!.periodEnd).toEqual(upgraded.periodEnd);
      expect((await payments.changeMembership(change)).latestInvoice!.id).toBe(upgraded.latestInvoice!.id);
      const yearly = await payments.changeMembership({
        ...change,
        price: usd(12_000),
        interval: "year",
        idempotencyKey: newId(),
      });
      expect(yearly.latestInvoice).toMatchObject({ due: usd(10_500), status: "paid" });
      expect(yearly.periodEnd.getTime() - yearly.periodStart.getTime()).toBeGreaterThan(364 * 86_400_000);
    });

    it("is upgraded out of a trial for the whole price, or not at all", async () => {
      const { id, wanted } = await begun({ trialDays: 7 });
      const change = { ...big, providerSubscriptionId: id, title: "Big tier", when: "now" as const };
      await test.useCard(wanted.customerId, "fails_later");
      await expect(payments.changeMembership({ ...change, idempotencyKey: newId() })).rejects.toThrow(
        PaymentProviderError,
      );
      expect(await payments.getMembership(id)).toMatchObject({ ...small, status: "trialing" });
      await test.useCard(wanted.customerId, "good");
      const upgraded = await payments.changeMembership({ ...change, idempotencyKey: newId() });
      expect(upgraded).toMatchObject({
        ...big,
        status: "active",
        latestInvoice: { because: "change", status: "paid", paid: usd(1500) },
      });
    });

    it("is not upgraded while its renewal is not paid, which would be credited", async () => {
      const { id } = await begun();
      const { periodEnd } = await payments.getMembership(id);
      const change = { ...big, providerSubscriptionId: id, title: "Big tier", when: "now" as const };
      // The card is charged an hour after the period's end.
      await test.passDays((periodEnd.getTime() - test.now().getTime()) / 86_400_000 + 0.01);
      expect(await payments.getMembership(id)).toMatchObject({
        status: "active",
        latestInvoice: { status: "draft", because: "renewal" },
      });
      await expect(payments.changeMembership({ ...change, idempotencyKey: newId() })).rejects.toThrow(
        "not paid",
      );
      await test.passDays(1);
      expect(await payments.changeMembership({ ...change, idempotencyKey: newId() })).toMatchObject(big);
    });

    it("is not upgraded by a card that declines", async () => {
      const { id, wanted } = await begun();
      await test.useCard(wanted.customerId, "fails_later");
      const change = { ...big, providerSubscriptionId: id, title: "Big tier", idempotencyKey: newId() };
      await expect(payments.changeMembership({ ...change, when: "now" })).rejects.toThrow(
        PaymentProviderError,
      );
      expect(await payments.getMembership(id)).toMatchObject({ ...small, status: "active" });
    });

    it("is downgraded when the period ends, unless something else is chosen before", async () => {
      const { id } = await begun({ ...big, title: "Big tier" });
      const before = await payments.getMembership(id);
      const change = { providerSubscriptionId: id, title: "Small tier", when: "period_end" as const };
      const waiting = await payments.changeMembership({ ...change, ...small, idempotencyKey: newId() });
      expect(waiting).toMatchObject({ ...big, next: { ...small, from: before.periodEnd } });
      const kept = await payments.changeMembership({ ...change, ...big, idempotencyKey: newId() });
      expect(kept).toMatchObject({ ...big, next: null });
      const again = { ...change, ...small, idempotencyKey: newId() };
      await payments.changeMembership(again);
      expect((await payments.changeMembership(again)).next).toMatchObject(small);
      await test.passDays(MONTH_DAYS);
      expect(await payments.getMembership(id)).toMatchObject({
        ...small,
        next: null,
        latestInvoice: { because: "renewal", paid: small.price },
      });
    });

    it("ends with its period when it was cancelled, unless it is resumed", async () => {
      const { id } = await begun();
      expect(await payments.cancelAtPeriodEnd(id)).toMatchObject({
        status: "active",
        cancelAtPeriodEnd: true,
        cancelledBecause: "asked",
      });
      expect(await payments.resumeMembership(id)).toMatchObject({
        cancelAtPeriodEnd: false,
        cancelledBecause: null,
      });
      await payments.cancelAtPeriodEnd(id);
      const { periodEnd } = await payments.getMembership(id);
      await test.passDays(MONTH_DAYS);
      expect(await payments.getMembership(id)).toMatchObject({ status: "ended", endedAt: periodEnd });
      await expect(payments.resumeMembership(id)).rejects.toThrow(PaymentProviderError);
    });

    it("ends at once, and once", async () => {
      const { id } = await begun();
      expect((await payments.cancelNow(id)).status).toBe("ended");
      expect((await payments.cancelNow(id)).status).toBe("ended");
    });

    it("is past due while its card fails, and recovers with another", async () => {
      const { id, wanted } = await begun();
      await test.useCard(wanted.customerId, "fails_later");
      await test.passDays(MONTH_DAYS);
      const owing = await payments.getMembership(id);
      expect(owing).toMatchObject({ status: "past_due", latestInvoice: { status: "open", paid: usd(0) } });
      expect(owing.latestInvoice!.nextAttemptAt!.getTime()).toBeGreaterThan(test.now().getTime());
      await test.useCard(wanted.customerId, "good");
      const wait = owing.latestInvoice!.nextAttemptAt!.getTime() - test.now().getTime();
      await test.passDays(Math.ceil(wait / 86_400_000));
      expect((await payments.getInvoice(owing.latestInvoice!.id)).status).toBe("paid");
      expect((await payments.getMembership(id)).status).toBe("active");
    });

    it("refuses what it does not know in one way", async () => {
      await expect(payments.getMembership("sub_nobody")).rejects.toThrow(PaymentProviderError);
      await expect(payments.getInvoice("in_nobody")).rejects.toThrow(PaymentProviderError);
      await expect(payments.getMembershipCheckout("cs_test_nobody")).rejects.toThrow(PaymentProviderError);
    });
  });
}
