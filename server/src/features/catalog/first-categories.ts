import type { Deps } from "../../deps.ts";
import { type CategorySeed, ensureCategories } from "./ensure-categories.ts";

/** The tree that a new installation starts with; operators change it as they like. */
export const FIRST_CATEGORIES: CategorySeed[] = [
  {
    slug: "design",
    name: "Design",
    below: [
      { slug: "icons", name: "Icons" },
      { slug: "graphics", name: "Graphics and textures" },
    ],
  },
  { slug: "fonts", name: "Fonts" },
  {
    slug: "audio",
    name: "Audio",
    below: [
      { slug: "loops", name: "Loops and samples" },
      { slug: "midi", name: "MIDI" },
      { slug: "sound-effects", name: "Sound effects" },
    ],
  },
  { slug: "video", name: "Video" },
  { slug: "photography", name: "Photography" },
  {
    slug: "writing",
    name: "Writing",
    below: [
      { slug: "books", name: "Books and guides" },
      { slug: "templates", name: "Templates" },
    ],
  },
  { slug: "software", name: "Software", below: [{ slug: "data", name: "Data sets" }] },
  { slug: "3d", name: "3D" },
  { slug: "education", name: "Education" },
];

/** Gives an installation without any category its first ones. */
export async function ensureFirstCategories(deps: Pick<Deps, "db">): Promise<void> {
  const any = await deps.db.selectFrom("categories").select("id").limit(1).executeTakeFirst();
  if (!any) await ensureCategories(deps, FIRST_CATEGORIES);
}
