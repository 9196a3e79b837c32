"use client";

import type { StudioPost, Tier } from "@vaulture/sdk";
import { useState } from "react";
import { DropSheet } from "@/components/editor/drop-sheet";
import { RestoredNotice } from "@/components/editor/restored-notice";
import { useUploads } from "@/components/editor/use-uploads";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { postUploads } from "@/lib/uploads/post-uploads";
import { AudienceSection } from "./audience-section";
import { fromLocalField, toLocalField } from "./local-time";
import { MediaSection } from "./media-section";
import { PostBar } from "./post-bar";
import { PostLife } from "./post-life";
import { PostPreview } from "./post-preview";
import { withTexts } from "./post-text";
import { ScheduleSection } from "./schedule-section";
import { type PostEditing, usePostEditing } from "./use-post-editing";
import { usePostSteps } from "./use-post-steps";

interface PostEditorProps {
  initial: StudioPost;
  tiers: Tier[];
  person: string;
}

/** A post while it is written, beside what others will see of it. */
export function PostEditor({ initial, tiers, person }: PostEditorProps) {
  const editing = usePostEditing(initial, person);
  const steps = usePostSteps(editing);
  const { post } = editing.studio;
  const { queue, uploads } = useUploads(() => postUploads(post.id, post.creator.id), editing.adopt);
  const [previewing, setPreviewing] = useState(false);
  const [later, setLater] = useState<string | null>(null);
  const [wrongTime, setWrongTime] = useState<string>();

  function publish() {
    setWrongTime(undefined);
    if (later === null) return void steps.go("publish");
    const at = fromLocalField(later);
    if (at === null || Date.parse(at) <= Date.now())
      return setWrongTime("Choose a time that is still to come.");
    void steps.go("schedule", at);
  }

  return (
    <div>
      <PostBar
        editing={editing}
        steps={steps}
        later={later !== null}
        uploading={uploads.items.length}
        previewing={previewing}
        onPreview={() => setPreviewing(!previewing)}
        onPublish={publish}
      />
      <div className="mt-6 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div
          className={`grid min-w-0 grid-cols-1 content-start gap-12 ${previewing ? "hidden lg:grid" : ""}`}
        >
          <div className="grid grid-cols-1 gap-5">
            <RestoredNotice editing={editing} />
            <Words editing={editing} />
          </div>
          <MediaSection editing={editing} queue={queue} uploads={uploads} />
          <AudienceSection editing={editing} tiers={tiers} />
          {post.status === "draft" ? (
            <ScheduleSection
              later={later}
              error={wrongTime}
              onChange={(next) => {
                const tomorrow = () => toLocalField(new Date(Date.now() + 24 * 3600_000).toISOString());
                setLater(next === "" && later === null ? tomorrow() : next);
                setWrongTime(undefined);
              }}
            />
          ) : null}
          <Switches editing={editing} />
          <PostLife editing={editing} steps={steps} />
        </div>
        <div className={previewing ? "min-w-0" : "hidden min-w-0 lg:block"}>
          <PostPreview post={withTexts(post, editing.view.state.typed, tiers)} tiers={tiers} />
        </div>
      </div>
      <DropSheet onFiles={(files) => queue().add(files)} />
    </div>
  );
}

function Words({ editing: { autosave, view } }: { editing: PostEditing }) {
  const { typed } = view.state;
  return (
    <>
      <Field label="Title" name="title" optional error={view.errors.title}>
        {(control) => (
          <Input
            {...control}
            value={typed.title}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => autosave.type("title", event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Text"
        name="body"
        hint="In Markdown: **bold**, *italic*, # heading, - list, > quote, [link](https://…)"
        error={view.errors.body}
      >
        {(control) => (
          <Textarea
            {...control}
            value={typed.body}
            maxLength={50_000}
            rows={14}
            onChange={(event) => autosave.type("body", event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Teaser"
        name="teaser"
        optional
        hint="Everybody sees it, also where the post is locked; mails and search engines too."
        error={view.errors.teaser}
      >
        {(control) => (
          <Textarea
            {...control}
            value={typed.teaser}
            maxLength={500}
            rows={3}
            onChange={(event) => autosave.type("teaser", event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Tags"
        name="tags"
        optional
        hint="Separated by commas, ten at most."
        error={view.errors.tags}
      >
        {(control) => (
          <Input
            {...control}
            value={typed.tags}
            maxLength={330}
            onChange={(event) => autosave.type("tags", event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

const switches = [
  ["pinned", "Pin it", "It stands first on your storefront."],
  ["commentsOpen", "Allow comments", "From everybody who can read it."],
  [
    "offersOriginals",
    "Offer the originals",
    "Whoever may see pictures and videos may also download them as they are.",
  ],
] as const;

function Switches({ editing: { autosave, view } }: { editing: PostEditing }) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 text-lg font-semibold">Settings</legend>
      {switches.map(([field, label, hint]) => (
        <label key={field} className="flex items-start gap-3 text-sm">
          <input
            type="checkbox"
            name={field}
            checked={view.state.typed[field] === "yes"}
            onChange={(event) => autosave.type(field, event.target.checked ? "yes" : "")}
            className="mt-0.5 size-4 shrink-0 accent-(--accent)"
          />
          <span className="grid gap-0.5">
            <span className="font-medium">{label}</span>
            <span className="text-soft">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
