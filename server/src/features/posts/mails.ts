import type { Deps } from "../../deps.ts";
import { findOwners, type Owner } from "../creators/index.ts";
import { type ComposedMail, composeMail, queueMail } from "../mail/index.ts";

type Parts = Pick<Deps, "db" | "clock" | "jobs" | "config">;
type Post = { id: string; title: string; creator_id: string };

/** Tells the owners why their post was taken down and what it means for those who paid for it. */
export async function mailTakenDownPost(
  deps: Parts,
  post: Post,
  { reason, endsAccess }: { reason: string; endsAccess: boolean },
): Promise<void> {
  await mailOwners(deps, post, ({ id, email, handle }) =>
    composeMail({
      kind: "post_removed",
      to: email,
      userId: id,
      subject: `"${post.title}" was taken down`,
      paragraphs: [
        `"${post.title}" is out of everybody's sight but yours and that of those who work with you, and only we can put it back.`,
        `The reason: ${reason}`,
        endsAccess
          ? "Those who bought it, and your members, cannot open it either."
          : "Those who bought it keep it; your members cannot open it.",
      ],
      action: { label: "See the post", url: urlOf(deps, handle, post) },
      footer: "If you think that is a mistake, write to us: we look at it again.",
    }),
  );
}

/** Tells the owners that their post is back. */
export async function mailRestoredPost(deps: Parts, post: Post): Promise<void> {
  await mailOwners(deps, post, ({ id, email, handle }) =>
    composeMail({
      kind: "post_restored",
      to: email,
      userId: id,
      subject: `"${post.title}" is back`,
      paragraphs: [`"${post.title}" is what it was before it was taken down, for everybody who may read it.`],
      action: { label: "See the post", url: urlOf(deps, handle, post) },
      footer: "There is nothing you need to do.",
    }),
  );
}

async function mailOwners(deps: Parts, post: Post, compose: (owner: Owner) => ComposedMail): Promise<void> {
  for (const owner of await findOwners(deps.db, post.creator_id)) await queueMail(deps, compose(owner));
}

function urlOf(deps: Parts, handle: string, post: Post): string {
  return `${deps.config.BASE_URL}/studio/${handle}/posts/${post.id}`;
}
