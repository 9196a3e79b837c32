import { ApiError } from "@vaulture/sdk";
import type { ReactElement } from "react";
import { renderCard } from "./render-card";

interface CardRoute<T> {
  find(): Promise<T>;
  pathOf(found: T): string;
  draw(found: T): Promise<ReactElement>;
}

/** Answers the address of a link picture: draws the present one, and leads from an old or guessed address to it. */
export async function answerCard<T>(
  request: Request,
  { find, pathOf, draw }: CardRoute<T>,
): Promise<Response> {
  let found: T;
  try {
    found = await find();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return new Response(null, { status: 404 });
    throw error;
  }
  const path = pathOf(found);
  if (new URL(request.url).pathname !== path)
    return new Response(null, { status: 307, headers: { location: path, "cache-control": "no-store" } });
  return renderCard(path, () => draw(found));
}
