/** Something to pay with, and how it behaves. Numbers and names are those of https://docs.stripe.com/testing. */
export type Instrument = {
  /** Names Stripe gives it: `pm_card_visa` is `visa`. The first one is its identity. */
  names: [string, ...string[]];
  type: "card" | BankDebit;
  /** Card number, IBAN or account number. */
  number: string;
  brand?: "visa" | "mastercard" | "amex" | "discover";
  country: string;
  declines?: Decline;
  /** It can be kept although it will be declined. */
  attaches?: true;
  /** A payment waits until its owner has said yes to the bank; later ones without them too, or only the first. */
  authenticates?: "always" | "until_set_up";
  /** A dispute follows the payment; an inquiry is one that has not taken the money yet. */
  disputes?: { reason: "fraudulent" | "product_not_received"; inquiry?: boolean };
  /** How refunds differ from succeeding at once. */
  refunds?: "pending" | "failing";
  /** What becomes of a direct debit by itself, and after how many seconds; without it, an operator decides. */
  settles?: { how: "arrives" | "bounces"; seconds: number };
};

/** Direct debits: accepted now, paid or failed days later. */
export type BankDebit = "us_bank_account" | "sepa_debit" | "bacs_debit";

export type Decline = {
  code:
    | "authentication_required"
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "incorrect_number"
    | "processing_error";
  decline_code?: string;
  message: string;
};

/** The card with that number, digits only, or undefined. */
export function cardByNumber(number: string): Instrument | undefined {
  return instruments.find((instrument) => instrument.type === "card" && instrument.number === number);
}

/** By name, `visa` as in `pm_card_visa` and `tok_visa`, or by card, IBAN or account number. */
export function instrumentNamed(name: string): Instrument | undefined {
  return instruments.find((instrument) => instrument.names.includes(name) || instrument.number === name);
}

/** The direct debit that can be drawn in a currency. */
export function debitFor(currency: string): BankDebit | undefined {
  const debits: Partial<Record<string, BankDebit>> = {
    usd: "us_bank_account",
    eur: "sepa_debit",
    gbp: "bacs_debit",
  };
  return debits[currency];
}

/** Any card number a person might type that is nobody's test card: it is refused as Stripe refuses a real card. */
export const liveCardInTestMode: Decline = {
  code: "card_declined",
  decline_code: "test_mode_live_card",
  message: "Your card was declined. Your request was in test mode, but used a non test card.",
};

/** A bank's answer to a payment without its owner. */
export const authenticationRequired: Decline = {
  code: "authentication_required",
  decline_code: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

const declined = (decline_code: string, message = "Your card was declined."): Decline => ({
  code: "card_declined",
  decline_code,
  message,
});
const insufficientFunds = declined("insufficient_funds", "Your card has insufficient funds.");

const card = (number: string, names: Instrument["names"], more: Partial<Instrument> = {}): Instrument => ({
  names,
  type: "card",
  number,
  brand: "visa",
  country: "US",
  ...more,
});

const debit = (
  type: BankDebit,
  number: string,
  settles: NonNullable<Instrument["settles"]>,
  name = number,
): Instrument => {
  const country = { us_bank_account: "US", bacs_debit: "GB", sepa_debit: number.slice(0, 2) }[type];
  return { names: [name], type, number, country, settles };
};
const soon = 3;

const instruments: Instrument[] = [
  card("4242424242424242", ["visa"]),
  card("4000056655665556", ["visa_debit"]),
  card("5555555555554444", ["mastercard"], { brand: "mastercard" }),
  card("378282246310005", ["amex"], { brand: "amex" }),
  card("6011111111111117", ["discover"], { brand: "discover" }),
  card("4000000000000077", ["bypassPending"]),

  card("4000000000000002", ["visa_chargeDeclined", "chargeDeclined"], {
    declines: declined("generic_decline"),
  }),
  card("4000000000000341", ["chargeCustomerFail"], {
    declines: declined("generic_decline"),
    attaches: true,
  }),
  card("4000000000009995", ["visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds"], {
    declines: insufficientFunds,
  }),
  card("4000000000009987", ["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"], {
    declines: declined("lost_card"),
  }),
  card("4000000000009979", ["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"], {
    declines: declined("stolen_card"),
  }),
  card("4000000000000069", ["chargeDeclinedExpiredCard"], {
    declines: { code: "expired_card", decline_code: "expired_card", message: "Your card has expired." },
  }),
  card("4000000000000127", ["chargeDeclinedIncorrectCvc"], {
    declines: {
      code: "incorrect_cvc",
      decline_code: "incorrect_cvc",
      message: "Your card's security code is incorrect.",
    },
  }),
  card("4000000000000119", ["chargeDeclinedProcessingError"], {
    declines: {
      code: "processing_error",
      decline_code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  }),

  card("4000002500003155", ["authenticationRequiredOnSetup"], { authenticates: "until_set_up" }),
  card("4000002760003184", ["authenticationRequired"], { authenticates: "always" }),
  card("4000000000003220", ["threeDSecure2Required"], { authenticates: "always" }),
  card("4000008260003178", ["authenticationRequiredChargeDeclinedInsufficientFunds"], {
    authenticates: "always",
    declines: insufficientFunds,
  }),

  card("4000000000000259", ["createDispute"], { disputes: { reason: "fraudulent" } }),
  card("4000000000002685", ["createDisputeProductNotReceived"], {
    disputes: { reason: "product_not_received" },
  }),
  card("4000000000001976", ["createDisputeInquiry"], { disputes: { reason: "fraudulent", inquiry: true } }),

  card("4000000000007726", ["pendingRefund"], { refunds: "pending" }),
  card("4000000000005126", ["refundFail"], { refunds: "failing" }),

  // The first of each kind is what the hosted page uses: it waits for an operator.
  { names: ["us_bank_account"], type: "us_bank_account", number: "000999999991", country: "US" },
  { names: ["sepa_debit"], type: "sepa_debit", number: "AT381904300235473299", country: "AT" },
  { names: ["bacs_debit"], type: "bacs_debit", number: "00099991", country: "GB" },
  debit("us_bank_account", "000123456789", { how: "arrives", seconds: soon }, "usBankAccount"),
  debit("us_bank_account", "000111111116", { how: "bounces", seconds: soon }),
  debit("sepa_debit", "AT611904300234573201", { how: "arrives", seconds: soon }),
  debit("sepa_debit", "AT321904300235473204", { how: "arrives", seconds: 180 }),
  debit("sepa_debit", "AT861904300235473202", { how: "bounces", seconds: soon }),
  debit("sepa_debit", "AT051904300235473205", { how: "bounces", seconds: 180 }),
  debit("sepa_debit", "IT60X0542811101000000123456", { how: "bounces", seconds: soon }),
  debit("bacs_debit", "00012345", { how: "arrives", seconds: soon }),
  debit("bacs_debit", "22222227", { how: "bounces", seconds: soon }),
];
