import { avatarHalden, avatarLowland, avatarPlainwork } from "./drawings/avatars.ts";
import type { DemoBuyer, DemoCreator } from "./types.ts";

/** The three sellers. All addresses lie in reserved domains (RFC 2606) and reach nobody. */
export const demoCreators: DemoCreator[] = [
  {
    key: "halden",
    handle: "studiohalden",
    displayName: "Studio Halden",
    bio: "Type and graphic design from a two-room studio in Malmö. We draw one typeface a year and the icons, grids and papers that go with it.",
    website: "https://studiohalden.example",
    socialLinks: [
      { label: "Journal", url: "https://studiohalden.example/journal" },
      { label: "Mastodon", url: "https://mastodon.example/@studiohalden" },
    ],
    email: "mira@example.com",
    personName: "Mira Lindqvist",
    avatar: avatarHalden,
  },
  {
    key: "lowland",
    handle: "lowlandaudio",
    displayName: "Lowland Audio",
    bio: "Slow sounds and quiet pictures for people who edit: loops, noise beds, chord sketches, colour grades. Made by Tomás Arrieta in Rotterdam.",
    website: "https://lowlandaudio.example",
    socialLinks: [
      { label: "Listening notes", url: "https://lowlandaudio.example/notes" },
      { label: "PeerTube", url: "https://peertube.example/@lowland" },
    ],
    email: "tomas@example.com",
    personName: "Tomás Arrieta",
    avatar: avatarLowland,
  },
  {
    key: "plainwork",
    handle: "plainwork",
    displayName: "Plainwork",
    bio: "Small tools, plain documents and practice data by Priya Raman, who ran a two-person software company for eleven years and kept notes.",
    website: "https://plainwork.example",
    socialLinks: [
      { label: "Source", url: "https://code.example/plainwork" },
      { label: "RSS", url: "https://plainwork.example/feed.xml" },
    ],
    email: "priya@example.com",
    personName: "Priya Raman",
    avatar: avatarPlainwork,
  },
];

/** The three buyers. */
export const demoBuyers: DemoBuyer[] = [
  { key: "noor", name: "Noor de Wit", email: "noor@example.com" },
  { key: "samuel", name: "Samuel Okafor", email: "samuel@example.com" },
  { key: "ines", name: "Inês Carvalho", email: "ines@example.com" },
];
