import { api } from "./browser-api";
import type { Problem } from "./problem";

/** Whether this browser can use passkeys with the standard's own JSON (WebAuthn, section 5.1.8). */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== "undefined" &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

/** Has the browser make a passkey for the signed-in account and keeps its public half under a name. */
export async function addPasskey(name: string, password: string): Promise<void> {
  const options = await api.post("/api/auth/passkey/registration-options", { body: { password } });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await navigator.credentials.create({ publicKey });
  await api.post("/api/auth/passkey/registration", { body: { response: toJson(made), name } });
}

/** Signs in with whichever passkey of this site the person picks. */
export async function signInWithPasskey(): Promise<void> {
  const options = await api.post("/api/auth/passkey/sign-in-options", { body: {} });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const shown = await navigator.credentials.get({ publicKey });
  await api.post("/api/auth/passkey/sign-in", { body: { response: toJson(shown) } });
}

/** What to say when the browser's own dialog ended without a passkey; null for any other failure. */
export function passkeyProblem(error: unknown): Problem | null {
  if (!(error instanceof DOMException)) return null;
  const message =
    error.name === "InvalidStateError"
      ? "This device has a passkey for your account already."
      : error.name === "SecurityError"
        ? "Passkeys do not work under this address of the site."
        : "Nothing came of it: the passkey was not chosen in time, or the request was closed. Try again, or sign in another way.";
  return { message, fields: {} };
}

function toJson(credential: Credential | null): object {
  return (credential as PublicKeyCredential).toJSON() as object;
}
