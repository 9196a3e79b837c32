import type { StudioPost } from "@vaulture/sdk";
import { api } from "../browser-api";
import { openUploads, type Uploads } from "./open-uploads";

/** The uploads of a post, which become the last of its media. */
export function postUploads(postId: string, creatorId: string): Uploads<StudioPost> {
  const path = { id: postId };
  return openUploads(postId, creatorId, async (files) => {
    const { mediaFileIds, mediaAlt } = await api.get("/api/v1/posts/{id}/editing", { path });
    const fresh = files.map(({ fileId }) => fileId).filter((id) => !mediaFileIds.includes(id));
    if (fresh.length > 0)
      await api.patch("/api/v1/posts/{id}", {
        path,
        body: { mediaFileIds: [...mediaFileIds, ...fresh], mediaAlt },
      });
    return api.get("/api/v1/posts/{id}/editing", { path });
  });
}
