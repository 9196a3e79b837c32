"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";

interface AvatarFormProps {
  handle: string;
  name: string;
  url: string | null;
}

export function AvatarForm({ handle, name, url }: AvatarFormProps) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(url);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File | undefined) {
    if (!file) return;
    if (file.size > 10 * 1024 * 1024)
      return setProblem("The picture may be up to 10 MB. Make it smaller and try again.");
    setBusy(true);
    setProblem(null);
    try {
      const creator = await api.put("/api/v1/creators/{handle}/avatar", { path: { handle }, raw: file });
      setShown(creator.avatarUrl);
      toast("Picture changed");
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="avatar-heading" className="flex flex-wrap items-center gap-5">
      <h2 id="avatar-heading" className="sr-only">
        Picture
      </h2>
      <Avatar name={name} url={shown} size="large" />
      <div className="grid gap-2">
        <div>
          <Button onClick={() => picker.current?.click()} aria-busy={busy}>
            {busy ? "Sending…" : "Change picture"}
          </Button>
        </div>
        <p className="text-sm text-soft">Square works best, up to 10 MB.</p>
        <p role="alert" className="text-sm text-danger empty:hidden">
          {problem}
        </p>
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        hidden
        aria-label="Picture"
        onChange={(event) => {
          void send(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </section>
  );
}
