import type { Deps } from "../deps.ts";
import type { SellableProduct } from "../features/catalog/index.ts";

/** Pays with the sandbox's test card, so that a demo purchase has a payment behind it that can be refunded. Answers its id. */
export async function payInSandbox(
  deps: Pick<Deps, "secrets">,
  sandboxUrl: string,
  product: SellableProduct,
): Promise<string> {
  const answer = await fetch(`${sandboxUrl}/v1/payment_intents`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${deps.secrets.sandboxSecretKey}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      amount: String(product.price.amount),
      currency: product.price.currency,
      description: product.title,
      payment_method: "pm_card_visa",
      "payment_method_types[0]": "card",
      confirm: "true",
    }),
  });
  const intent = (await answer.json()) as { id: string; status: string };
  if (intent.status !== "succeeded")
    throw new Error(`The sandbox did not take the demo payment: ${answer.status}`);
  return intent.id;
}
