import { answerCard } from "@/components/cards/answer-card";
import { siteCardPath } from "@/components/cards/card-version";
import { SiteDrawing } from "@/components/cards/site-drawing";
import { siteName } from "@/lib/config";

/** The picture of a link to the shop. */
export async function GET(request: Request): Promise<Response> {
  return answerCard(request, {
    find: async () => siteName,
    pathOf: siteCardPath,
    draw: async () => <SiteDrawing />,
  });
}
