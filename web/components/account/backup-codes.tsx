"use client";

import { Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";

interface BackupCodesProps {
  codes: string[];
  siteName: string;
  onKept: () => void;
}

/** The codes, this once, and the ways to keep them. */
export function BackupCodes({ codes, siteName, onKept }: BackupCodesProps) {
  const text = `Backup codes for ${siteName}. Each works once.\n\n${codes.join("\n")}\n`;
  const top = useRef<HTMLDivElement>(null);
  // They take the place of something taller, and begin with what has to be read first.
  useEffect(() => {
    // Newer browsers answer with a promise, which is not for React.
    top.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div className="grid gap-5">
      <div ref={top} className="scroll-mt-32">
        <Notice tone="warning" title="Keep these now: they are not shown again">
          Each opens your account once when your app is out of reach. Keep them where you find them without
          your phone.
        </Notice>
      </div>
      <div className="flex items-start justify-between gap-4 rounded-md border border-line p-4">
        <ol aria-label="Backup codes" className="grid grid-cols-1 gap-x-8 gap-y-2 font-mono sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <CopyButton text={text} label="Copy the backup codes" />
      </div>
      <div className="flex flex-wrap gap-3">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="backup-codes.txt"
          className={buttonStyle()}
        >
          <Download aria-hidden />
          Download
        </a>
        <PrintButton label="Print" />
        <Button variant="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
