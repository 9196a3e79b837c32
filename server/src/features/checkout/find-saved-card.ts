import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { SavedCard } from "../../ports/payments/cards-port.ts";
import { askProvider } from "./ask-provider.ts";
import { findCustomer } from "./customer-of.ts";

/** The card that is charged when its keeper buys without being asked for one; null where none is kept. */
export async function findSavedCard(deps: Deps, user: User): Promise<SavedCard | null> {
  const customerId = await findCustomer(deps, user);
  return customerId ? askProvider(deps, () => chooseCard(deps, customerId)) : null;
}

/** The same of a customer, in the words of the provider. */
export async function chooseCard(
  { payments }: Pick<Deps, "payments">,
  customerId: string,
): Promise<SavedCard | null> {
  const cards = await payments.listSavedCards(customerId);
  return cards.find(({ isDefault }) => isDefault) ?? cards[0] ?? null;
}
