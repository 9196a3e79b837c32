import { useFileDrop } from "./use-file-drop";

/** Takes files dropped anywhere on the page, and says so while some hover over it. */
export function DropSheet({ onFiles }: { onFiles: (files: File[]) => void }) {
  const over = useFileDrop(onFiles);
  if (!over) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-paper/90"
    >
      <p className="text-lg font-medium">Let go to add the files</p>
    </div>
  );
}
