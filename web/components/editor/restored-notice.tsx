import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Editing } from "./use-editing";

type Held = Pick<Editing, "restored" | "forgetRestored" | "autosave" | "view">;

/** Says that the fields hold what an earlier visit could not save. */
export function RestoredNotice({ editing }: { editing: Held }) {
  const { restored, forgetRestored, autosave, view } = editing;
  if (!restored || view.state.conflict) return null;
  return (
    <Notice title="Your unsaved text is back" className="mb-6">
      <p>
        This page was closed before everything was saved. What you had typed by{" "}
        <Time at={new Date(restored.savedAt).toISOString()} exact /> is in its place again.
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button size="small" onClick={forgetRestored}>
          Keep it
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            for (const [field, text] of Object.entries(restored.over)) autosave.type(field, text);
            forgetRestored();
          }}
        >
          Go back to the saved text
        </Button>
      </div>
    </Notice>
  );
}
