import { WatermarkCode } from "@/components/post/watermark-code";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { serverApi } from "@/lib/server-api";

interface TraceWatermarkProps {
  handle: string;
  /** The code that was typed, if any. */
  code: string;
}

/** Tells to whom a picture was shown, by the code that is drawn on it. */
export async function TraceWatermark({ handle, code }: TraceWatermarkProps) {
  const found = code === "" ? null : await trace(handle, code);
  return (
    <div className="grid gap-4">
      <WatermarkCode name="trace" code={code} action="#trace" />
      {found === null ? null : found.length === 0 ? (
        <Notice tone="warning">
          No picture of yours was shown with the code “{code}”. Look again at letters that resemble each
          other.
        </Notice>
      ) : (
        found.map(({ user, code: spelled, shownSince }) => (
          <Notice key={user.id}>
            <p>
              <span className="figures">{spelled}</span> stands for{" "}
              <strong className="font-medium">{user.name}</strong>
              {user.email ? ` (${user.email})` : ""}, who has seen your pictures since{" "}
              <Time at={shownSince} />.
            </p>
          </Notice>
        ))
      )}
    </div>
  );
}

async function trace(handle: string, code: string) {
  const api = await serverApi();
  const { items } = await api.get("/api/v1/creators/{handle}/watermarks", {
    path: { handle },
    query: { code },
  });
  return items;
}
