export type GridFigure =
  | "margins"
  | "columns"
  | "baseline"
  | "modules"
  | "hanging"
  | "break"
  | "screens"
  | "checklist";
type GridChapter = { title: string; figure: GridFigure; paragraphs: string[] };

/** The text of "The working grid", one page of text beside one figure each. */
export const workingGridChapters: GridChapter[] = [
  {
    title: "Begin with the margins",
    figure: "margins",
    paragraphs: [
      "A page is a sheet with some of it taken away. Decide what to take away first. The margins hold the thumbs, the binding and the eye, and they set how large the text can be long before a typeface is chosen.",
      "Take a sheet of A5. Give the inner margin one part, the top one and a quarter, the outer one and a half and the foot two. On 148 by 210 millimetres, with a part of 12 millimetres, that leaves a block of 118 by 171: upright, a little above the middle, and quiet.",
      "Measure it, then look at it upside down. If the block seems to sink, the foot is too small.",
    ],
  },
  {
    title: "Columns come from the line",
    figure: "columns",
    paragraphs: [
      "A line of text wants between forty-five and seventy characters. Set a paragraph in the size you mean to use, count a line that feels right, and measure it. That width is the column; the number of columns follows.",
      "Between columns goes the gutter, and the gutter is one line of leading. Smaller, and the eye jumps across. Larger, and the page falls into strips.",
      "Four narrow columns are more useful than two wide ones, since two and two make the same pair again, and three and one make a picture with its caption.",
    ],
  },
  {
    title: "One line height for all",
    figure: "baseline",
    paragraphs: [
      "Choose the leading of the text and let everything else be a multiple or a half of it: headings, captions, the gaps before and after. Then lines in neighbouring columns stand level, and the page becomes calm for a reason nobody notices.",
      "Ten point type on fourteen point leading gives a step of fourteen. A heading of eighteen point sits on twenty-eight. A caption of eight point sits on fourteen, or two of them share twenty-eight.",
      "When something cannot be made to fit, let it float between two lines that do.",
    ],
  },
  {
    title: "Modules",
    figure: "modules",
    paragraphs: [
      "Cut the columns across at every eighth line and leave one line empty between. What remains is a field of boxes of one size. Pictures take one box, or two, or six; they begin where a box begins and end where one ends.",
      "The box is not a cage. A picture may leave it on one side, all the way to the edge of the sheet, as long as the other three sides stay. That single exception makes the rest visible.",
    ],
  },
  {
    title: "Hang, do not stack",
    figure: "hanging",
    paragraphs: [
      "Blocks of different height can be aligned at the top or at the foot. Hang them from the top. A ragged lower edge looks like text that has ended; a ragged upper edge looks like a mistake.",
      "Fix two hanging lines for the whole publication, one for openings at about a third of the height and one for running text at the top margin. Readers learn them in three pages.",
    ],
  },
  {
    title: "When to break it",
    figure: "break",
    paragraphs: [
      "A grid is an agreement about where things go when there is no reason for them to be elsewhere. When there is a reason, move them, and move them far enough that it cannot be taken for an error.",
      "Once in a chapter is a rhythm. Twice on a page is a new grid, and it should be drawn before it is used.",
    ],
  },
  {
    title: "On screens",
    figure: "screens",
    paragraphs: [
      "On a screen the sheet has no lower edge and its width is not yours to choose. Keep the line and the step; let the number of columns go. Twelve thin columns at 1200 pixels become eight at 800 and four at 360, and the gutter stays one step wide throughout.",
      "Test at the widths in between. Most layouts fail at 700 pixels, where nobody looked.",
    ],
  },
  {
    title: "A list for the wall",
    figure: "checklist",
    paragraphs: [
      "Before anything is placed: sheet, margins, text size, leading, line length, columns, gutter, modules, hanging lines. In that order, since each one limits the next.",
      "Write the nine values on one card. If you cannot find the card, the grid does not exist; what you have is a habit.",
    ],
  },
];
