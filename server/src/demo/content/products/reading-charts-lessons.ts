type Lesson = { title: string; paragraphs: string[]; rows: string[] };

/** The six lessons: what is said, and a chart to knit, its first row at the foot. */
export const chartLessons: Lesson[] = [
  {
    title: "Where it begins",
    paragraphs: [
      "A chart is the front of the knitting, seen by you, with the cast-on at the foot. One square is one stitch and one line of squares is one row. The first stitch you knit is the lowest square on the right.",
      "Cast on twelve stitches in a light colour. Knit the first row as the lowest line says, from right to left. If the dark stitches stand above the dark squares, you have read a chart.",
    ],
    rows: ["............", ".##..##..##.", "............", "#..##..##..#", "............"],
  },
  {
    title: "There and back",
    paragraphs: [
      "When you turn the work, the chart does not turn with you. You now knit the next line from left to right, on the back, and purl what the front shows as knit.",
      "In the round there is no back. Every line is read from right to left, which is why so many people learn charts on a hat.",
    ],
    rows: ["#...........", ".#..........", "..#.........", "...#........", "....#.......", ".....#......"],
  },
  {
    title: "Repeats",
    paragraphs: [
      "A heavy frame around some of the squares means: this part again and again. What stands to the right of it is knitted once at the beginning of the row, what stands to the left once at its end.",
      "Count the stitches outside, take them from your number, and divide the rest by the width of the frame. If something is left over, look again before you begin and not after.",
    ],
    rows: ["...#.....#..", "..###...###.", ".##.##.##.##", "..###...###.", "...#.....#.."],
  },
  {
    title: "Signs that are not colours",
    paragraphs: [
      "In lace and cables a square holds a sign. A line lying down is a purl on the front. A ring is a yarn over. A stroke that leans to the right is two stitches knitted together.",
      "Each ring makes a stitch and each stroke takes one away. A row with as many rings as strokes keeps its number, and that is the quickest check there is.",
    ],
    rows: ["............", "..o/..o/..o/", "............", ".o/..o/..o/.", "------------"],
  },
  {
    title: "No stitch",
    paragraphs: [
      "Some charts have holes: squares in grey, or none at all. They mean that at this moment the stitch does not exist. Skip them and go on with the next square, as if the two were neighbours. On your needle they are.",
      "The holes are there so that the stitches above stay above each other on paper.",
    ],
    rows: ["    ..o..   ", "   .../..   ", "  ..o../..  ", " ../...o... ", "............"],
  },
  {
    title: "A mistake, three rows later",
    paragraphs: [
      "Do not rip. Lay the work flat, put a finger on the last row that is certainly right, and find the same line in the chart. Compare upwards, one line at a time, saying the runs aloud.",
      "If a single stitch has the wrong colour, sew over it at the end. If a whole row has moved by one, go back; it will not hide.",
    ],
    rows: ["#.#.#.#.#.#.", ".#.#.#.#.#.#", "#.#.#.#.#.#.", ".#.#.##.#.#.", "#.#.#.#.#.#."],
  },
];
