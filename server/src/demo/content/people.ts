import { avatarHalden, avatarLowland, avatarPlainwork } from "./drawings/avatars.ts";
import {
  bannerContour,
  bannerHalden,
  bannerKitchen,
  bannerKumi,
  bannerLowland,
  bannerOstinato,
  bannerPlainwork,
  bannerThistle,
} from "./drawings/banners.ts";
import { avatarKitchen } from "./drawings/covers-kitchen.ts";
import { avatarThistle } from "./drawings/covers-knit.ts";
import { avatarKumi } from "./drawings/covers-kumi.ts";
import { avatarContour } from "./drawings/covers-maps.ts";
import { avatarOstinato } from "./drawings/covers-music.ts";
import type { DemoBuyer, DemoCreator } from "./types.ts";

/** The sellers. All addresses lie in reserved domains (RFC 2606) and reach nobody. */
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
    banner: bannerHalden,
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
    banner: bannerLowland,
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
    banner: bannerPlainwork,
  },
  {
    key: "contour",
    handle: "contourline",
    displayName: "Contour & Line",
    bio: "Maps of places that exist and of some that do not, by Ingrid Aasen, cartographer in Tromsø. Everything here began as a map and then went for a walk.",
    website: "https://contourline.example",
    socialLinks: [
      { label: "Sketchbook", url: "https://contourline.example/sketches" },
      { label: "Mastodon", url: "https://mastodon.example/@contourline" },
    ],
    email: "ingrid@example.com",
    personName: "Ingrid Aasen",
    avatar: avatarContour,
    banner: bannerContour,
  },
  {
    key: "thistle",
    handle: "thistleknits",
    displayName: "Thistle Knits",
    bio: "Patterns, charts and small helps for knitters. Aoife Brennan teaches on Tuesdays in Galway and writes down what people ask.",
    website: "https://thistleknits.example",
    socialLinks: [
      { label: "Tuesday notes", url: "https://thistleknits.example/tuesdays" },
      { label: "Pixelfed", url: "https://pixelfed.example/thistleknits" },
    ],
    email: "aoife@example.com",
    personName: "Aoife Brennan",
    avatar: avatarThistle,
    banner: bannerThistle,
  },
  {
    key: "ostinato",
    handle: "ostinatopress",
    displayName: "Ostinato Press",
    bio: "Sheet music for early evenings, and sounds to go with it. Hanna Weiss teaches piano in Leipzig and prints what her pupils keep asking for again.",
    website: "https://ostinato.example",
    socialLinks: [{ label: "Recordings", url: "https://ostinato.example/listen" }],
    email: "hanna@example.com",
    personName: "Hanna Weiss",
    avatar: avatarOstinato,
    banner: bannerOstinato,
  },
  {
    key: "kumi",
    handle: "kumiworks",
    displayName: "Kumi Works",
    bio: "Things with edges: joints, lattices, small towns and the paths of cameras. Kenji Watanabe draws in Osaka and teaches joinery on Saturdays.",
    website: "https://kumiworks.example",
    socialLinks: [
      { label: "Saturday class", url: "https://kumiworks.example/class" },
      { label: "Models", url: "https://models.example/kumiworks" },
    ],
    email: "kenji@example.com",
    personName: "Kenji Watanabe",
    avatar: avatarKumi,
    banner: bannerKumi,
  },
  {
    key: "haddad",
    handle: "leilahaddad",
    displayName: "Leila Haddad",
    bio: "Cook in Marseille. Short books about long meals, and the papers that hang inside my cupboard doors.",
    website: "https://leilahaddad.example",
    socialLinks: [
      { label: "Letters", url: "https://leilahaddad.example/letters" },
      { label: "Pixelfed", url: "https://pixelfed.example/leila" },
    ],
    email: "leila@example.com",
    personName: "Leila Haddad",
    avatar: avatarKitchen,
    banner: bannerKitchen,
  },
];

/** The buyers in the order in which they came; the first three have a sign-in that is told to newcomers. */
export const demoBuyers: DemoBuyer[] = [
  { key: "noor", name: "Noor de Wit", email: "noor@example.com" },
  { key: "samuel", name: "Samuel Okafor", email: "samuel@example.com" },
  { key: "ines", name: "Inês Carvalho", email: "ines@example.com" },
  ...`Agnes Moreau, Daniel Köhler, Yuki Tanabe, Rosa Delgado, Peter Vance, Marta Kowalska, Liam Gallagher, Sofia Bergström, Arjun Mehta,
  Chloé Bernard, Henrik Dahl, Amara Nwosu, Lucas Pereira, Hannah Weber, Oskar Nyström, Priscilla Tan, Jonas Fischer, Elif Demir,
  Marco Bellini, Grace Whitfield, Mateo Rojas, Ingrid Solberg, Tom Hargreaves, Nadia Rahman, Pavel Novák, Julia Santos, Ewan Fraser,
  Mei Lin Zhou, Camille Dubois, Anders Holm, Zainab Yusuf, Victor Almeida, Laura Schmitt, Kenta Mori, Bethany Clarke, Ivan Petrov,
  Fatima Zahra, Simon Leclerc, Nora Haugen, David Osei, Clara Jansen, Rafael Moreno, Emily Thornton, Tobias Brandt, Layla Farouk,
  Stefan Ionescu, Hana Kobayashi, Patrick Doyle, Giulia Conti, Mikael Lund, Adaeze Obi, Charlotte Roy, Bruno Teixeira, Alice Pemberton,
  Omar Khoury, Kristina Vaher, Felix Wagner, Nina Orlova, Jack Sullivan, Isabel Fuentes, Theo van Dijk`
    .split(/,\s+/)
    .map(person),
];

function person(name: string): DemoBuyer {
  const key = name
    .normalize("NFD")
    .replaceAll(/[^A-Za-z ]/g, "")
    .toLowerCase()
    .replaceAll(" ", ".");
  return { key, name, email: `${key}@example.com` };
}
