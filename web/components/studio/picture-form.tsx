"use client";

import type { Creator } from "@vaulture/sdk";
import { ImagePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Banner } from "@/components/creator/banner";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";

type Kind = "avatar" | "banner";

const tenMegabytes = 10 * 1024 * 1024;
const words: Record<Kind, { title: string; hint: string }> = {
  avatar: { title: "Picture", hint: "Square works best, up to 10 MB." },
  banner: { title: "Banner", hint: "A wide picture, three times as wide as high, up to 10 MB." },
};

/** The avatar and the banner of a creator: each is sent as soon as it is chosen, and can be taken away. */
export function PictureForms({ creator }: { creator: Creator }) {
  const [shown, setShown] = useState(creator);
  const { handle, displayName } = creator;
  return (
    <>
      <PictureForm kind="avatar" handle={handle} set={shown.avatarUrl !== null} onChange={setShown}>
        <Avatar name={displayName} url={shown.avatarUrl} size="large" />
      </PictureForm>
      <PictureForm kind="banner" handle={handle} set={shown.banner !== null} onChange={setShown}>
        <div className="w-full overflow-hidden rounded-md border border-line">
          {shown.banner ? (
            <Banner banner={shown.banner} sizes="640px" className="aspect-[3/1]" />
          ) : (
            <div className="grid aspect-[3/1] place-items-center bg-sunken text-soft">
              <ImagePlus aria-hidden className="size-6" strokeWidth={1.5} />
            </div>
          )}
        </div>
      </PictureForm>
    </>
  );
}

interface PictureFormProps {
  kind: Kind;
  handle: string;
  set: boolean;
  onChange: (creator: Creator) => void;
  children: ReactNode;
}

function PictureForm({ kind, handle, set, onChange, children }: PictureFormProps) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<"sending" | "removing" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { title, hint } = words[kind];
  const thing = title.toLowerCase();

  async function attempt(as: NonNullable<typeof busy>, work: () => Promise<Creator>, done: string) {
    if (busy) return;
    setBusy(as);
    setProblem(null);
    try {
      onChange(await work());
      toast(done);
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    setBusy(null);
  }

  function send(file: File | undefined) {
    if (!file) return;
    if (file.size > tenMegabytes)
      return setProblem("The picture may be up to 10 MB. Make it smaller and try again.");
    const path = { handle };
    return attempt(
      "sending",
      () => api.put(`/api/v1/creators/{handle}/${kind}`, { path, raw: file }),
      `${title} changed`,
    );
  }

  return (
    <section aria-labelledby={`${kind}-heading`} className="flex flex-wrap items-center gap-5">
      <h2
        id={`${kind}-heading`}
        className={kind === "avatar" ? "sr-only" : "-mb-2 w-full text-sm font-medium"}
      >
        {title}
      </h2>
      {children}
      <div className="grid gap-2">
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => picker.current?.click()}
            aria-busy={busy === "sending"}
            aria-disabled={!!busy}
          >
            {busy === "sending" ? "Sending…" : `${set ? "Change" : "Add"} ${thing}`}
          </Button>
          {set ? (
            <Button
              variant="quiet"
              aria-busy={busy === "removing"}
              aria-disabled={!!busy}
              onClick={() =>
                attempt(
                  "removing",
                  () => api.delete(`/api/v1/creators/{handle}/${kind}`, { path: { handle } }),
                  `${title} removed`,
                )
              }
            >
              Remove {thing}
            </Button>
          ) : null}
        </div>
        <p className="text-sm text-soft">{hint}</p>
        <p role="alert" className="text-sm text-danger empty:hidden">
          {problem}
        </p>
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        hidden
        aria-label={title}
        onChange={(event) => {
          void send(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </section>
  );
}
