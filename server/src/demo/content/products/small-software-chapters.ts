import type { Chapter } from "../epub.ts";

/** The text of "Notes on small software". */
export const smallSoftwareChapters: Chapter[] = [
  {
    title: "The size of a thing",
    paragraphs: [
      "When people ask how big a program is they usually want to know how many people it takes. Lines of code are a poor guide. I have kept a program of two thousand lines alive for nine years in an hour a month, and I have seen one of four hundred lines take a week of every quarter from somebody who had better things to do.",
      "The measure I have settled on is this: how long after being away can you change it safely? For a small program the answer is an afternoon. You open it, read the one page that says what it is for, run the tests, and you are home. A program is large when coming back to it is a project.",
      "By that measure small is not a number. It is a property you keep, or lose, each time you add something. Most of the notes that follow are about keeping it.",
    ],
  },
  {
    title: "Write the invoice first",
    paragraphs: [
      "The first useful thing our company ever built was a program that printed invoices. We wrote it backwards. Before there was a database, a form or a login there was one invoice on paper, typed by hand, with a real customer's name on it and a real sum.",
      "Then we asked of every number on that page where it had come from. The hours came from a list. The list came from a notebook. So the program needed the list, and did not need the notebook; we kept the notebook.",
      "Starting from the last page tells you what the program does not have to know. Starting from the first screen never does, because a first screen always has room for one more field.",
    ],
  },
  {
    title: "Files are a fine database",
    paragraphs: [
      "For six years our bookings lived in one text file a month. A line was a booking. We could read it, search it, put it under version control and repair it with an editor on a train. When two people changed it at once the version control said so, politely, and somebody fixed it in a minute.",
      "We moved to a database the week we needed to answer a question for a customer while another was being served. That is the honest reason to move: not because files are childish, but because two things must now happen at the same moment and neither may see the other half done.",
      "If you have not got that problem yet, you have a gift. Enjoy it. When the day comes, a file with one booking a line is the easiest thing in the world to import.",
    ],
  },
  {
    title: "Saying no in advance",
    paragraphs: [
      "Every small program I admire has a sentence somewhere that says what it will not do. Ours was: it does not send anything by itself. Customers asked for reminders, and the sentence let us say no without a meeting, and without making the person who asked feel foolish.",
      "The sentence has to be written before the request arrives. Written afterwards it is an excuse. It should be short enough to say on the telephone, and it should cost you something; a refusal that loses no customer has not refused anything.",
      "Twice we changed the sentence. Both times it took an evening of talking, which is about what a change of that size ought to take.",
    ],
  },
  {
    title: "Three numbers on the wall",
    paragraphs: [
      "We had three numbers on the wall by the coffee machine: how long the tests took, how many steps a new computer needed before it could build the program, and how many days since anybody had been surprised by it. We never had more than three, because nobody reads four.",
      "The tests were never to take longer than boiling the kettle. When they did, somebody spent a day on making them faster before anything else was done. The number of steps was two for most of those years: fetch it, run it.",
      "The third number was a joke at first. It turned out to be the one that mattered. A surprise is a place where the program in your head and the program on the disk have parted company, and they do not come together again by themselves.",
    ],
  },
  {
    title: "Leaving well",
    paragraphs: [
      "In the eleventh year we closed the company, and the last thing we shipped was the way out. Every customer got one archive: their data in files that open in a spreadsheet, their documents as they had been printed, and a page that explained which column meant what.",
      "It took nine working days, and I wish we had done it in the first year. Not because anyone would have left sooner, but because writing the page showed us eleven columns nobody could explain any more. We had been carrying them, backing them up and migrating them for a decade.",
      "If you want to know whether your program is still small, write its last page. If you can do it in an afternoon, it is.",
    ],
  },
];
