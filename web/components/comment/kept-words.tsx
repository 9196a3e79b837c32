import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type RefusedWords, wordsFieldId } from "@/lib/refused-words";

/** What somebody wrote where it cannot be sent now, so that it is not lost. */
export function KeptWords({ words }: { words: RefusedWords }) {
  return (
    <div className="grid gap-2">
      <Notice tone="danger">{words.problem}</Notice>
      <label htmlFor={wordsFieldId} className="mt-2 text-sm font-medium">
        What you wrote
      </label>
      <Textarea
        id={wordsFieldId}
        className="scroll-mt-32"
        rows={8}
        defaultValue={words.text}
        autoFocus
        aria-describedby="kept-words-hint"
      />
      <p id="kept-words-hint" className="text-sm text-soft">
        It was not sent. Copy it if you want to keep it.
      </p>
    </div>
  );
}
