type TypeLesson = { title: string; letter: string; paragraphs: string[]; exercise: string };

/** The lessons of "A typeface in code"; each shows one letter with its points. */
export const typeLessons: TypeLesson[] = [
  {
    title: "A stem is a rectangle",
    letter: "H",
    paragraphs: [
      "Draw the H first. It is three rectangles, and it settles the two numbers everything else depends on: the thickness of an upright stroke and the thickness of a level one. In Halden Regular they are 80 and 71 units of a thousand.",
      "The level stroke is thinner because the eye makes it thicker. Print both at the same thickness and look from two metres away; the bar of the H will seem to sag.",
      "Put the bar a little above the middle. Half of 700 is 350; ours stands at 355, and nobody has ever asked why.",
    ],
    exercise:
      "Draw H, E, F, L, T and I with one function that takes a rectangle. Use no other number for a thickness.",
  },
  {
    title: "A bowl is two ellipses",
    letter: "o",
    paragraphs: [
      "Fill an ellipse, then take a smaller one away. In a TrueType font you take it away by drawing it the other way round: contours that run clockwise add, those that run against the clock remove.",
      "A curve here is a row of quadratic pieces, each with two ends on the line and one handle off it. Eight pieces make a circle that is right to a third of a percent of its radius, which is enough for text; twelve bring the error below a tenth of a percent.",
      "Let round letters overshoot. If the o ended exactly on the line it would look shorter than the n beside it. Ten units below and ten above are right for this weight.",
    ],
    exercise: "Draw o, then b, d, p and q by adding one rectangle each. Set the word 'bodq' and squint.",
  },
  {
    title: "A stroke has two sides",
    letter: "n",
    paragraphs: [
      "The n is a stem and an arch. The arch is a path with a thickness: shift the path to the left by half the pen, shift it to the right by half the pen, and join the two.",
      "A straight piece shifts along its normal. An arc of an ellipse becomes, near enough, another arc of an ellipse with its radii changed by half the pen. Where a straight piece follows an arc that ends level or upright the two meet without a seam.",
      "Let pieces overlap. The rasteriser fills what any contour covers, and you can merge them at the end if a customer asks.",
    ],
    exercise: "Write stroke(pen, segments) and draw n, m, h, u, r and J with it.",
  },
  {
    title: "A slant needs more width",
    letter: "A",
    paragraphs: [
      "Cut a slanting stroke level at both ends and its level width is more than its thickness: the pen times the length of the stroke divided by its height. Forget this and every A, V and W comes out thin.",
      "Two slants that share an end make a flat apex as wide as one of them. That is the whole secret of the pointed letters in a plain face.",
    ],
    exercise: "Draw A, V, W, X, K and Z. Then change the pen to 134 and see which of them close up.",
  },
  {
    title: "White space by edge",
    letter: "g",
    paragraphs: [
      "Give every letter a left and a right edge of one of four kinds: stem, round, open, none. Each kind has one width of white. With those four numbers a face is spaced to nine tenths.",
      "The last tenth is kerning: a table of pairs. Write it by classes, so that A, L and their accents meet T, V, W and Y in one line of code.",
    ],
    exercise:
      "Set 'Tower AVATAR' with and without the pairs. Print both, cut them apart, ask somebody which is which.",
  },
];
