import type { Sandbox } from "../sandbox.ts";

/** The page of the buyer's bank for an intent; whoever knows the client secret may answer there. */
export function authenticationAddress(
  { baseUrl, hostedPath }: Pick<Sandbox, "baseUrl" | "hostedPath">,
  intent: { id: string; client_secret: string | null },
): string {
  return `${baseUrl()}${hostedPath}/authenticate/${intent.id}?secret=${intent.client_secret}`;
}
