import type { Product } from "@vaulture/sdk";
import type { EditorTab } from "./product-editor";

export interface Need {
  label: string;
  done: boolean;
  /** Without it there is no publishing; the others are advice. */
  required: boolean;
  /** Where it is put right; null leads out of the editor. */
  tab: EditorTab | null;
  field: string;
}

/** What a product needs before it is published, as it stands with everything typed. */
export function checklist(
  product: Product,
  {
    errors,
    emailVerified,
    uploading,
    unsavedLimits,
  }: { errors: Record<string, string>; emailVerified: boolean; uploading: number; unsavedLimits: boolean },
): Need[] {
  const needs: Need[] = [
    { label: "A title", done: !errors.title, required: true, tab: "product", field: "title" },
    { label: "A price", done: !errors.price, required: true, tab: "product", field: "price" },
    {
      label: uploading > 0 ? "Files that have arrived" : "At least one file",
      done: product.files.length > 0 && uploading === 0,
      required: true,
      tab: "content",
      field: "files",
    },
    ...(unsavedLimits ? [saveLimits] : []),
    {
      label: "A description",
      done: product.description.trim() !== "",
      required: false,
      tab: "product",
      field: "description",
    },
    {
      label: "A picture",
      done: product.covers.length > 0,
      required: false,
      tab: "product",
      field: "covers",
    },
    {
      label: "A category",
      done: product.category !== null,
      required: false,
      tab: "product",
      field: "categoryId",
    },
    {
      label: "Your confirmed e-mail address",
      done: emailVerified,
      required: false,
      tab: null,
      field: "/account",
    },
  ];
  return needs;
}

/** What was chosen and not saved would be published without. */
const saveLimits: Need = {
  label: "Access settings that are saved",
  done: false,
  required: true,
  tab: "access",
  field: "limits",
};
