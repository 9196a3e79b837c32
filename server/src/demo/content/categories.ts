import type { DemoCategory } from "./types.ts";

/** The category tree; a parent stands before its children. */
export const demoCategories: DemoCategory[] = [
  { slug: "design", name: "Design" },
  { slug: "icons", name: "Icons", parent: "design" },
  { slug: "graphics", name: "Graphics and textures", parent: "design" },
  { slug: "fonts", name: "Fonts" },
  { slug: "audio", name: "Audio" },
  { slug: "loops", name: "Loops and samples", parent: "audio" },
  { slug: "midi", name: "MIDI", parent: "audio" },
  { slug: "sound-effects", name: "Sound effects", parent: "audio" },
  { slug: "video", name: "Video" },
  { slug: "photography", name: "Photography" },
  { slug: "writing", name: "Writing" },
  { slug: "books", name: "Books and guides", parent: "writing" },
  { slug: "templates", name: "Templates", parent: "writing" },
  { slug: "software", name: "Software" },
  { slug: "data", name: "Data sets", parent: "software" },
  { slug: "3d", name: "3D" },
  { slug: "education", name: "Education" },
];
