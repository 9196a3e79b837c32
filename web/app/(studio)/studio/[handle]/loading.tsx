import { Loading, Skeleton } from "@/components/ui/skeleton";

/** As tall as the window: what comes is often taller, and must not push a foot out of sight that was just shown. */
export default function StudioLoading() {
  return (
    <div className="min-h-svh">
      <Loading>
        <Skeleton className="h-8 w-48" />
        <div className="mt-8 grid gap-3">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      </Loading>
    </div>
  );
}
