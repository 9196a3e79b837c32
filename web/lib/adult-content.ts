import { cookies, headers } from "next/headers";
import { adultCookie } from "./adult-cookie";
import { localPath } from "./local-path";
import { requestedPathHeader } from "./requested-path";
import { findSession } from "./session";

/** Whether the user of this browser has said that they are an adult. */
export async function hasConfirmedAge(): Promise<boolean> {
  return (await cookies()).get(adultCookie)?.value === "yes";
}

/**
 * The page to come back to where a notice has to be shown before anything of this creator, else null: what they show is for adults, and
 * whoever looks has not said to be one. Those who run it need not be asked.
 */
export async function behindAgeNotice(creator: { id: string; adult: boolean }): Promise<string | null> {
  if (!creator.adult || (await hasConfirmedAge())) return null;
  if ((await findSession())?.creators.some(({ id }) => id === creator.id)) return null;
  return localPath((await headers()).get(requestedPathHeader));
}
