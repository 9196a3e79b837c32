"use client";

import { CodeField } from "@/components/account/code-field";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

export interface SetUp {
  uri: string;
  key: string;
  qr: { size: number; path: string };
  backupCodes: string[];
}

interface TwoFactorSetUpProps {
  setUp: SetUp;
  onConfirmed: () => void;
  onCancel: () => void;
}

/** Takes the secret over to the app, and shows by a first code that it got there. */
export function TwoFactorSetUp({ setUp, onConfirmed, onCancel }: TwoFactorSetUpProps) {
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/auth/two-factor/confirm", { body: { code: textOf(data, "code") } });
    onConfirmed();
    return undefined;
  });
  const key = setUp.key.match(/.{1,4}/g)?.join(" ") ?? setUp.key;
  return (
    <form method="post" onSubmit={submit} className="grid gap-6">
      <div className="grid gap-3">
        <p className="text-sm">
          <span className="font-medium">1.</span> Scan this with your app, or{" "}
          <a href={setUp.uri} className="underline underline-offset-2">
            open it on this device
          </a>
          .
        </p>
        <QrCode {...setUp.qr} />
        <div className="grid gap-1 text-sm">
          <p className="text-soft">Or type this key into the app:</p>
          <p className="flex items-center gap-2">
            <code className="min-w-0 break-words">{key}</code>
            <CopyButton text={setUp.key} label="Copy the key" />
          </p>
        </div>
      </div>
      <div className="grid gap-3">
        <p className="text-sm">
          <span className="font-medium">2.</span> Type the code that the app shows.
        </p>
        {problem && !problem.fields.code ? <Notice tone="danger">{problem.message}</Notice> : null}
        <CodeField error={fieldError("code")} />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Checking…" : "Switch on"}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Black on white in both themes, with the quiet zone of four units that scanners need (ISO/IEC 18004). */
function QrCode({ size, path }: SetUp["qr"]) {
  return (
    <svg
      role="img"
      aria-label="QR code with the key below"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-md border border-line"
    >
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
