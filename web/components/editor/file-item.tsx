import type { ProductFile } from "@vaulture/sdk";
import { Ellipsis, GripVertical } from "lucide-react";
import { memo, useState } from "react";
import { FileRow } from "@/components/file/file-row";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownItem } from "@/components/ui/dropdown";
import { Input } from "@/components/ui/input";
import { textOf } from "@/lib/use-form";
import { ReorderGrip } from "./reorder-grip";

export interface FileActions {
  /** To that place, counted from 0. */
  move: (id: string, to: number, name: string) => void;
  rename: (id: string, name: string) => void;
  replace: (id: string) => void;
  remove: (file: ProductFile) => void;
}

interface FileItemProps {
  file: ProductFile;
  index: number;
  count: number;
  act: <K extends keyof FileActions>(name: K, ...given: Parameters<FileActions[K]>) => void;
}

export const FileItem = memo(function FileItem({ file, index, count, act }: FileItemProps) {
  const [renaming, setRenaming] = useState(false);
  const { id, name } = file;
  if (renaming)
    return (
      <form
        className="flex flex-wrap items-center gap-2 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          const next = textOf(new FormData(event.currentTarget), "fileName");
          if (next && next !== name) act("rename", id, next);
          setRenaming(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setRenaming(false);
        }}
      >
        <Input
          name="fileName"
          aria-label={`New name of ${name}`}
          defaultValue={name}
          maxLength={200}
          required
          autoFocus
          className="min-w-40 flex-1"
        />
        <Button type="submit" variant="primary">
          Rename
        </Button>
        <Button onClick={() => setRenaming(false)}>Cancel</Button>
      </form>
    );
  return (
    <div className="flex items-center gap-1">
      <ReorderGrip id={id} name={name} index={index} count={count} onMove={(to) => act("move", id, to, name)}>
        <GripVertical aria-hidden className="size-4" />
      </ReorderGrip>
      <div className="min-w-0 flex-1">
        <FileRow file={file}>
          <Dropdown
            trigger={
              <Button variant="quiet" size="icon" aria-label={`More for ${name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <DropdownItem onSelect={() => setRenaming(true)}>Rename</DropdownItem>
            <DropdownItem onSelect={() => act("replace", id)}>Replace with another file</DropdownItem>
            <DropdownItem disabled={index === 0} onSelect={() => act("move", id, index - 1, name)}>
              Move up
            </DropdownItem>
            <DropdownItem disabled={index === count - 1} onSelect={() => act("move", id, index + 1, name)}>
              Move down
            </DropdownItem>
            <DropdownItem disabled={index === 0} onSelect={() => act("move", id, 0, name)}>
              Move to the top
            </DropdownItem>
            <DropdownItem danger onSelect={() => act("remove", file)}>
              Remove
            </DropdownItem>
          </Dropdown>
        </FileRow>
      </div>
    </div>
  );
});
