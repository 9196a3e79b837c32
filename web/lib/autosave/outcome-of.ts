import { ApiError } from "@vaulture/sdk";
import { toProblem } from "../problem.ts";
import type { SaveOutcome } from "./autosave-state.ts";

/** What a save that failed means for the fields; `inForm` puts the API's words about fields into the form's. */
export function outcomeOf(
  error: unknown,
  inForm: (fields: Record<string, string>) => Record<string, string>,
): SaveOutcome {
  const { message, fields } = toProblem(error);
  // No answer at all, or none in time, is the line's fault.
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) return { kind: "signed-out", message };
  if (status === 0 || status === 429 || status >= 500) return { kind: "line", message };
  if (status === 400 && Object.keys(fields).length > 0) return { kind: "fields", errors: inForm(fields) };
  return { kind: "refused", message };
}
