import type { Post, Tier } from "@vaulture/sdk";
import { memo, useDeferredValue, useState } from "react";
import { PostView } from "@/components/post/post-view";
import { ONLOOKERS, type Onlooker, previewAs } from "./preview-as";

const names: Record<Onlooker, string> = { you: "You", visitor: "Visitor", member: "Member", buyer: "Buyer" };

/** The post as somebody else will see it, with what is typed this moment. Nothing in it leads anywhere. */
export function PostPreview({ post, tiers }: { post: Post; tiers: Tier[] }) {
  const [who, setWho] = useState<Onlooker>("you");
  // A long text must not hold up the next letter.
  const shown = useDeferredValue(post);
  return (
    <section
      aria-label="Preview of the post"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      className="lg:sticky lg:top-40 lg:max-h-[calc(100dvh-11rem)] lg:overflow-y-auto lg:rounded-lg lg:border lg:border-line lg:bg-paper lg:[scrollbar-width:thin]"
    >
      <fieldset className="sticky top-0 z-10 border-b border-line bg-paper py-2 lg:px-5">
        <legend className="sr-only">Preview as</legend>
        <div className="flex items-center gap-1 text-sm">
          <span aria-hidden className="mr-2 text-xs text-soft">
            As
          </span>
          {ONLOOKERS.map((one) => (
            <label
              key={one}
              className="flex h-8 cursor-pointer items-center rounded-sm px-2.5 text-soft has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="preview-as"
                className="sr-only"
                checked={who === one}
                onChange={() => setWho(one)}
              />
              {names[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div
        className="pt-5 lg:p-5"
        onClickCapture={(event) => {
          if (!(event.target instanceof Element) || !event.target.closest("a, button")) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <Seen post={shown} who={who} tiers={tiers} />
      </div>
    </section>
  );
}

const Seen = memo(function Seen({ post, who, tiers }: { post: Post; who: Onlooker; tiers: Tier[] }) {
  return <PostView {...previewAs(post, who, tiers)} heading="h2" />;
});
