import type { Deps } from "../../deps.ts";
import type { Place } from "../../http/place.ts";
import type { SignedIn } from "./ask-library.ts";
import { deviceCookie } from "./device-cookie.ts";
import { greetDevice } from "./greet-device.ts";
import { newToken } from "./token.ts";

/** The cookie by which the browser is known again; a sign-in that succeeded makes it one of the person's. */
export async function rememberDevice(
  deps: Deps,
  cookies: string | undefined,
  place: Place,
  signedIn: SignedIn | null,
): Promise<string> {
  const cookie = deviceCookie(deps.config.BASE_URL.startsWith("https://"));
  const token = cookie.read(cookies) ?? newToken();
  if (signedIn) await greetDevice(deps, signedIn, token, place);
  return cookie.write(token);
}
