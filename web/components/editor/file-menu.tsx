"use client";

import { Ellipsis } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Dropdown, DropdownItem } from "@/components/ui/dropdown";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { textOf } from "@/lib/use-form";

interface FileMenuProps {
  name: string;
  onRename: (name: string) => void;
  onRemove: () => void;
}

export function FileMenu({ name, onRename, onRemove }: FileMenuProps) {
  const rename = useRef<DialogHandle>(null);
  const remove = useRef<DialogHandle>(null);
  return (
    <>
      <Dropdown
        trigger={
          <Button variant="quiet" size="iconSmall" aria-label={`More for ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <DropdownItem onSelect={() => rename.current?.open()}>Rename</DropdownItem>
        <DropdownItem danger onSelect={() => remove.current?.open()}>
          Remove
        </DropdownItem>
      </Dropdown>
      <Dialog ref={rename} title="Rename file">
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            const next = textOf(new FormData(event.currentTarget), "name");
            if (next && next !== name) onRename(next);
            rename.current?.close();
          }}
        >
          <Field label="Name" name="name" hint="Buyers download it under this name.">
            {(control) => <Input {...control} defaultValue={name} maxLength={200} required />}
          </Field>
          <div className="flex justify-end gap-3">
            <Button onClick={() => rename.current?.close()}>Cancel</Button>
            <Button type="submit" variant="primary">
              Rename
            </Button>
          </div>
        </form>
      </Dialog>
      <Dialog ref={remove} title="Remove file">
        <p className="text-sm text-soft">
          {name} leaves this product at once, for those who bought it too. The file itself stays in your
          storage.
        </p>
        <div className="mt-6 flex justify-end gap-3">
          <Button onClick={() => remove.current?.close()}>Cancel</Button>
          <Button
            variant="danger"
            onClick={() => {
              onRemove();
              remove.current?.close();
            }}
          >
            Remove
          </Button>
        </div>
      </Dialog>
    </>
  );
}
