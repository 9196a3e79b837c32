import { CopyButton } from "@/components/ui/copy-button";

/** A file's SHA-256 on demand, to compare with what was downloaded. */
export function Checksum({ sha256 }: { sha256: string }) {
  return (
    <details className="mt-1 text-xs text-soft">
      <summary className="inline rounded-sm underline underline-offset-2">SHA-256</summary>
      <span className="mt-1 flex items-start gap-2">
        <code className="font-mono break-all text-ink select-all">{sha256}</code>
        <CopyButton text={sha256} label="Copy SHA-256" />
      </span>
    </details>
  );
}
