import { Textarea } from "@/components/ui/input";

/** What somebody wrote where it cannot be sent now, so that it is not lost. */
export function KeptWords({ words }: { words: string }) {
  return (
    <div className="grid gap-2">
      <label htmlFor="kept-words" className="text-sm font-medium">
        What you wrote
      </label>
      <Textarea id="kept-words" rows={5} defaultValue={words} aria-describedby="kept-words-hint" />
      <p id="kept-words-hint" className="text-sm text-soft">
        It was not sent. Copy it if you want to keep it.
      </p>
    </div>
  );
}
