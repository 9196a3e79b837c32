import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { setCreatorSuspended } from "../creators/index.ts";
import { setUserSuspended } from "../identity/index.ts";

export type Suspension = { id: string; suspended: boolean; reason: string | null };

/** Closes an account: signs it out everywhere and lets nobody in again until it is restored. */
export async function suspendUser(deps: Deps, operator: User, input: Suspension): Promise<void> {
  if (input.id === operator.userId) throw new AppError("wrong_state", "You cannot suspend yourself.");
  await setUserSuspended(deps, operator, input);
}

/** Takes a creator's storefront down and closes what it sold, or opens both again. */
export async function suspendCreator(deps: Deps, operator: User, input: Suspension): Promise<void> {
  await setCreatorSuspended(deps, operator, input);
}
