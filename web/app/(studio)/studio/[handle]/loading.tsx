import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function StudioLoading() {
  return (
    <Loading>
      <Skeleton className="h-8 w-48" />
      <div className="mt-8 grid gap-3">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    </Loading>
  );
}
