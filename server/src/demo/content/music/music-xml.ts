import type { Note, Piece } from "./pieces.ts";

const letters = ["C", "D", "E", "F", "G", "A", "B"];
const types: Record<number, string> = { 0.5: "eighth", 1: "quarter", 2: "half", 4: "whole" };

/** Writes a piece for two staves as MusicXML 4.0 (W3C), two divisions to a quarter. */
export function writeMusicXml({ title, tempo, bars }: Piece): string {
  const measures = bars.map(({ right, left }, i) => {
    const first = i === 0 ? `${attributes}${direction(tempo)}` : "";
    const last =
      i === bars.length - 1 ? `<barline location="right"><bar-style>light-heavy</bar-style></barline>` : "";
    return `<measure number="${i + 1}">${first}${right.map((note) => noteXml(note, 1)).join("")}<backup><duration>8</duration></backup>${left.map((note) => noteXml(note, 2)).join("")}${last}</measure>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">
<score-partwise version="4.0">
<work><work-title>${title}</work-title></work>
<identification><creator type="composer">Hanna Weiss</creator><rights>Copyright 2026 Ostinato Press</rights></identification>
<part-list><score-part id="P1"><part-name>Piano</part-name></score-part></part-list>
<part id="P1">
${measures.join("\n")}
</part>
</score-partwise>
`;
}

const attributes =
  "<attributes><divisions>2</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type></time>" +
  `<staves>2</staves><clef number="1"><sign>G</sign><line>2</line></clef><clef number="2"><sign>F</sign><line>4</line></clef></attributes>`;

function direction(tempo: number): string {
  return `<direction placement="above"><direction-type><metronome><beat-unit>quarter</beat-unit><per-minute>${tempo}</per-minute></metronome></direction-type><sound tempo="${tempo}"/></direction>`;
}

function noteXml({ step, beats }: Note, staff: number): string {
  const octave = Math.floor(step / 7);
  const letter = letters[step - octave * 7];
  return `<note><pitch><step>${letter}</step><octave>${4 + octave}</octave></pitch><duration>${beats * 2}</duration><voice>${staff}</voice><type>${types[beats]}</type><staff>${staff}</staff></note>`;
}
