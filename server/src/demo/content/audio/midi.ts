export type MidiChord = { name: string; notes: number[]; beats: number };
/** A note, its beginning and length in beats. */
export type MidiNote = { at: number; beats: number; pitch: number; velocity?: number };
/** `program` is General MIDI's sound, counted from 0; channel 9 is drums. */
export type MidiTrack = { name: string; channel: number; program: number; notes: MidiNote[] };

const ticksPerBeat = 480;

/**
 * Writes chords as a Standard MIDI File, format 1 (MMA, 1996): one track with tempo, metre and the title, one with the
 * chords (rolled by a few ticks, as a hand would) and one with their bass notes an octave lower. Chord names are
 * written as markers.
 */
export function writeMidi(title: string, beatsPerMinute: number, chords: MidiChord[]): Buffer {
  return writeTracks([conductor(title, beatsPerMinute, chords), chordEvents(chords), bassEvents(chords)]);
}

/** Writes notes as a Standard MIDI File, format 1: one track with tempo, metre and the title, then each given one. */
export function writeMidiTracks(title: string, beatsPerMinute: number, tracks: MidiTrack[]): Buffer {
  return writeTracks([conductor(title, beatsPerMinute, []), ...tracks.map(noteEvents)]);
}

function writeTracks(tracks: Event[][]): Buffer {
  const header = Buffer.alloc(14);
  header.write("MThd", 0, "latin1");
  header.writeUInt32BE(6, 4);
  header.writeUInt16BE(1, 8);
  header.writeUInt16BE(tracks.length, 10);
  header.writeUInt16BE(ticksPerBeat, 12);
  return Buffer.concat([header, ...tracks.map(track)]);
}

function noteEvents({ name, channel, program, notes }: MidiTrack): Event[] {
  return [
    { tick: 0, bytes: meta(0x03, name) },
    { tick: 0, bytes: [0xc0 | channel, program] },
    ...notes.flatMap(({ at, beats, pitch, velocity = 76 }) => [
      { tick: Math.round(at * ticksPerBeat), bytes: [0x90 | channel, pitch, velocity] },
      { tick: Math.round((at + beats) * ticksPerBeat) - 10, bytes: [0x80 | channel, pitch, 0] },
    ]),
  ];
}

type Event = { tick: number; bytes: number[] };

function conductor(title: string, beatsPerMinute: number, chords: MidiChord[]): Event[] {
  const micros = Math.round(60_000_000 / beatsPerMinute);
  const events: Event[] = [
    { tick: 0, bytes: meta(0x03, title) },
    { tick: 0, bytes: [0xff, 0x51, 3, (micros >> 16) & 255, (micros >> 8) & 255, micros & 255] },
    { tick: 0, bytes: [0xff, 0x58, 4, 4, 2, 24, 8] },
  ];
  eachChord(chords, (chord, tick) => events.push({ tick, bytes: meta(0x06, chord.name) }));
  return events;
}

function chordEvents(chords: MidiChord[]): Event[] {
  const events: Event[] = [
    { tick: 0, bytes: meta(0x03, "Chords") },
    { tick: 0, bytes: [0xc0, 4] },
  ];
  eachChord(chords, (chord, tick, ticks) => {
    chord.notes.forEach((note, i) => {
      events.push({ tick: tick + i * 6, bytes: [0x90, note, 74 - i * 3] });
      events.push({ tick: tick + ticks - 12, bytes: [0x80, note, 0] });
    });
  });
  return events;
}

function bassEvents(chords: MidiChord[]): Event[] {
  const events: Event[] = [
    { tick: 0, bytes: meta(0x03, "Bass") },
    { tick: 0, bytes: [0xc1, 33] },
  ];
  eachChord(chords, (chord, tick, ticks) => {
    const note = Math.min(...chord.notes) - 12;
    events.push({ tick, bytes: [0x91, note, 80] }, { tick: tick + ticks - 24, bytes: [0x81, note, 0] });
  });
  return events;
}

function eachChord(
  chords: MidiChord[],
  visit: (chord: MidiChord, tick: number, ticks: number) => void,
): void {
  let tick = 0;
  for (const chord of chords) {
    const ticks = chord.beats * ticksPerBeat;
    visit(chord, tick, ticks);
    tick += ticks;
  }
}

function track(events: Event[]): Buffer {
  const ordered = [...events].sort((a, b) => a.tick - b.tick);
  const bytes: number[] = [];
  let before = 0;
  for (const event of ordered) {
    bytes.push(...variableLength(event.tick - before), ...event.bytes);
    before = event.tick;
  }
  bytes.push(0, 0xff, 0x2f, 0);
  const header = Buffer.alloc(8);
  header.write("MTrk", 0, "latin1");
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, Buffer.from(bytes)]);
}

function meta(type: number, text: string): number[] {
  const data = [...Buffer.from(text, "latin1")];
  return [0xff, type, ...variableLength(data.length), ...data];
}

/** Seven bits a byte, most significant first, the high bit set on all but the last. */
function variableLength(value: number): number[] {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 127) | 128);
  return bytes;
}
