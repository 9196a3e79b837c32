import { ApiError } from "@vaulture/sdk";
import { notFound } from "next/navigation";

/** The answer, or the not-found page where the API says there is nothing (for this visitor). */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) notFound();
    throw error;
  }
}
