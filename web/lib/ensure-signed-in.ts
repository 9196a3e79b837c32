import { createClient } from "@vaulture/sdk";
import { isSecondStep } from "./problem";

// Not the page's own client: what asks who is there must not itself ask to sign in.
const api = createClient({ baseUrl: "" });
let asking: Promise<boolean> | null = null;

/**
 * Makes sure that the person this page was made for is signed in, in place: whatever is on the page stays.
 * True when they are, by now or after giving their password; false when nobody was signed in on this page or
 * they chose not to. However many ask at once, they all wait for one dialog.
 */
export function ensureSignedIn(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** For the dialog alone: signs in, throws ApiError when that is refused. False when a code has to follow. */
export async function signInAgain(email: string, password: string): Promise<boolean> {
  try {
    await api.post("/api/auth/sign-in/email", { body: { email, password } });
    return true;
  } catch (error) {
    if (isSecondStep(error)) return false;
    throw error;
  }
}

/** The code that follows; throws ApiError when it is refused. */
export async function confirmAgain(code: string): Promise<void> {
  await api.post("/api/auth/sign-in/second-step", { body: { code } });
}

async function ask(): Promise<boolean> {
  const email = accountOfPage();
  if (email === null) return false;
  // Another tab may have signed in meanwhile, or an older request was answered late.
  if ((await whoIsThere()) === email) return true;
  const { askForPassword } = await import("@/components/account/ask-for-password");
  return askForPassword(email);
}

/** The account that this page was made for, as its header says. */
function accountOfPage(): string | null {
  return document.querySelector<HTMLElement>("[data-account]")?.dataset.account ?? null;
}

async function whoIsThere(): Promise<string | null> {
  return api.get("/api/v1/me").then(
    ({ user }) => user.email,
    () => null,
  );
}
