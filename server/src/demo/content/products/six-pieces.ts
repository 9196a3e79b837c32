import { type MidiNote, writeMidiTracks } from "../audio/midi.ts";
import { coverPieces, coverPiecesStand } from "../drawings/covers-music.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { engrave } from "../music/engrave.ts";
import { writeMusicXml } from "../music/music-xml.ts";
import { type Note, type Piece, pieces, pitchOf } from "../music/pieces.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont } from "../pdf/pdf-fonts.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Sheet music as PDF, MusicXML and MIDI. */
export const sixPieces: DemoProduct = {
  key: "six-pieces",
  creatorKey: "ostinato",
  title: "Six small pieces for the white keys",
  description: `Six pieces of eight bars for somebody who has played the piano for half a year and would like to sound like somebody who has played for two. All on the white keys, one figure in the left hand, a melody that stays within a hand's reach.

1. Tideline
2. Lamplighter
3. Two sparrows
4. Snow on the depot
5. The long table
6. Home by bicycle

**You get**

- the score as PDF, one piece a page, large enough to read from where the chair stands
- the same as MusicXML, to transpose, enlarge or finger in MuseScore, Dorico or Sibelius
- a MIDI file of each, for practising one hand against the other

Written for my own pupils in Leipzig, aged seven to seventy. You may copy the pages for yours, play them in public and put recordings online; tell people the name of the piece.`,
  price: { amount: 1500, currency: "usd" },
  category: "midi",
  tags: ["piano", "sheet music", "beginners", "musicxml", "pdf"],
  covers: [
    { alt: "The first two systems of a piano piece under a red title", draw: coverPieces },
    { alt: "Two of the pieces open on a music stand", draw: coverPiecesStand },
  ],
  files: [
    { name: "six-small-pieces.pdf", contentType: "application/pdf", make: async () => score() },
    {
      name: "six-small-pieces-midi-musicxml.zip",
      contentType: "application/zip",
      make: async () => archive(),
    },
  ],
};

const ink: Rgb = [34, 31, 38];
const red: Rgb = [181, 72, 58];

function score(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const pdf = createPdf(
    { title: "Six small pieces", author: "Ostinato Press", subject: "For the white keys of a piano" },
    [regular, bold],
  );
  pieces.forEach((piece, i) => {
    const page = pdf.addPage(841.89, 595.28, piece.title);
    const [left, top, space] = [60, 150, 7.4];
    page.text(bold, 26, left, 84, piece.title, ink);
    page.text(regular, 12, left, 108, `${piece.tempo} beats a minute`, red);
    for (const mark of engrave(piece, (841.89 - 2 * left) / space)) {
      if (mark.kind === "shape")
        page.polygon(
          mark.points.map(([x, y]) => [left + x * space, top + y * space]),
          ink,
        );
      else
        page.line(
          left + mark.x0 * space,
          top + mark.y0 * space,
          left + mark.x1 * space,
          top + mark.y1 * space,
          ink,
          mark.thickness * space,
        );
    }
    page.text(regular, 9, left, 560, `Ostinato Press   ${i + 1}`, ink);
  });
  return pdf.finish();
}

function archive(): Buffer {
  return makeZip(
    pieces.flatMap((piece, i) => {
      const name = `six-small-pieces/${i + 1}-${piece.title.toLowerCase().replaceAll(" ", "-")}`;
      return [
        { name: `${name}.mid`, data: midi(piece) },
        { name: `${name}.musicxml`, data: writeMusicXml(piece) },
      ];
    }),
  );
}

function midi(piece: Piece): Buffer {
  const hand = (notes: Note[][], velocity: number): MidiNote[] => {
    let at = 0;
    return notes.flat().map(({ step, beats }) => {
      at += beats;
      return { at: at - beats, beats, pitch: pitchOf(step), velocity };
    });
  };
  return writeMidiTracks(piece.title, piece.tempo, [
    {
      name: "Right hand",
      channel: 0,
      program: 0,
      notes: hand(
        piece.bars.map(({ right }) => right),
        80,
      ),
    },
    {
      name: "Left hand",
      channel: 1,
      program: 0,
      notes: hand(
        piece.bars.map(({ left }) => left),
        62,
      ),
    },
  ]);
}
