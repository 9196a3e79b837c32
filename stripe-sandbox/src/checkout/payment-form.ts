import type Stripe from "stripe";
import {
  cardByNumber,
  debitFor,
  type Instrument,
  instrumentNamed,
  liveCardInTestMode,
} from "../payments/instruments.ts";
import type { Expiry } from "../payments/payment-methods.ts";
import type { Form } from "../wire/form.ts";

/** What the buyer has sent, kept as typed so that it can be shown again. */
export type FormState = {
  number: string;
  exp: string;
  cvc: string;
  email: string | undefined;
  method: "card" | "bank";
  /** The id of a saved card, or empty for another. */
  saved: string;
  keep: boolean;
};
export type FormErrors = Partial<Record<"number" | "exp" | "cvc" | "email" | "form", string>>;

/** What the form asks to pay with; none for an order that costs nothing. */
export type Payment = {
  instrument: Instrument | undefined;
  saved?: string | undefined;
  expiry?: Expiry | undefined;
  email: string | null;
};

/** The form's fields; those that were not sent are empty. A form without an e-mail field is not asked for one. */
export function readFormState(form: Form): FormState {
  const typed = (name: string) => (typeof form[name] === "string" ? form[name].slice(0, 200) : "");
  return {
    number: typed("number"),
    exp: typed("exp"),
    cvc: typed("cvc"),
    email: form.email === undefined ? undefined : typed("email").trim(),
    method: form.method === "bank" ? "bank" : "card",
    saved: typed("saved"),
    keep: form.keep === "yes",
  };
}

/** Checks the form as far as that is possible without a bank, and names each field that is wrong. */
export function readPayment(
  session: Stripe.Checkout.Session,
  state: FormState,
  now: Date,
): Payment | { errors: FormErrors } {
  const emailWrong = state.email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(state.email);
  const email: FormErrors = emailWrong ? { email: "Enter an e-mail address such as name@example.com." } : {};
  const free = session.amount_total === 0 && session.mode === "payment";
  const means =
    free || (state.saved !== "" && state.method === "card")
      ? { instrument: undefined, saved: free ? undefined : state.saved }
      : state.method === "bank"
        ? readBank(session)
        : readCard(state, now);
  if ("errors" in means) return { errors: { ...means.errors, ...email } };
  return emailWrong ? { errors: email } : { ...means, email: state.email ?? null };
}

function readBank(
  session: Stripe.Checkout.Session,
): { instrument: Instrument | undefined } | { errors: FormErrors } {
  const debit = debitFor(session.currency ?? "");
  if (debit && session.payment_method_types.includes(debit)) return { instrument: instrumentNamed(debit) };
  return { errors: { form: "This order cannot be paid by bank debit. Choose card." } };
}

/** A number with a right check digit, a date that is not over (MM/YY or MM/YYYY), a code of the right length. */
export function readCard(
  state: Pick<FormState, "number" | "exp" | "cvc">,
  now: Date,
): { instrument: Instrument; expiry: Expiry } | { errors: FormErrors } {
  const errors: FormErrors = {};
  const digits = state.number.replaceAll(/[\s-]/g, "");
  if (digits === "") errors.number = "Enter the card number.";
  else if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits))
    errors.number = "This is not a valid card number. Check it digit by digit.";

  const expiry = readExpiry(state.exp);
  if (!expiry) errors.exp = "Enter the date as on the card, for example 12/34.";
  else if (isOver(expiry, now)) errors.exp = "This date has passed. Use a card that is still valid.";

  if (!/^\d{3,4}$/.test(state.cvc.trim())) errors.cvc = "Enter the 3 or 4 digits of the security code.";
  if (Object.keys(errors).length > 0) return { errors };
  return { instrument: cardByNumber(digits) ?? unknownCard(digits), expiry: expiry! };
}

/** The field a refusal is about, as far as the bank says. */
export function fieldOf(code: string | undefined): "number" | "exp" | "cvc" {
  if (code === "expired_card") return "exp";
  return code === "incorrect_cvc" ? "cvc" : "number";
}

/** ISO/IEC 7812-1: from the right, every second digit doubled; the digit sum ends in zero. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function readExpiry(text: string): Expiry | undefined {
  const [, month, year] = /^\s*(\d{1,2})\s*[/\- ]?\s*(\d{4}|\d{2})\s*$/.exec(text) ?? [];
  const expiry = { month: Number(month), year: Number(year?.length === 2 ? `20${year}` : year) };
  return expiry.month >= 1 && expiry.month <= 12 ? expiry : undefined;
}

function isOver({ month, year }: Expiry, now: Date): boolean {
  return Date.UTC(year, month, 1) <= now.getTime();
}

function unknownCard(number: string): Instrument {
  return {
    names: ["chargeDeclined"],
    type: "card",
    number,
    brand: "visa",
    country: "US",
    declines: liveCardInTestMode,
  };
}
