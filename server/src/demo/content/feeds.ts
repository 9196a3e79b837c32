import type { DemoFeed } from "./types.ts";

/** What three of the creators post, and the tiers they offer; pictures are covers of their products. Oldest first. */
export const demoFeeds: DemoFeed[] = [
  {
    creatorKey: "halden",
    followers: 31,
    tiers: [
      {
        name: "Reader",
        description: "The drawing room, every second week: what we draw, what we threw away, and why.",
        prices: [
          { interval: "month", amount: 400, currency: "usd" },
          { interval: "year", amount: 4000, currency: "usd" },
        ],
        trialDays: 7,
      },
      {
        name: "Colleague",
        description:
          "The same, and the working files: masters, spacing notes, and one question answered each month.",
        prices: [{ interval: "month", amount: 1200, currency: "usd" }],
      },
    ],
    posts: [
      {
        daysAgo: 41.3,
        title: "Why the a has two storeys",
        body: "We drew it with one for eight months. At text sizes it kept turning into an o, and readers who tested it slowed down without knowing why.\n\nSo it has two now. The upper one is a little smaller than the rules say, which keeps it from looking surprised.",
        teaser: "A letter that we drew twice.",
        visibility: "free",
        isPublic: true,
        pictures: [{ productKey: "halden-sans", cover: 0 }],
        likes: 17,
        comments: [
          {
            by: "samuel",
            daysAgo: 41.1,
            body: "I set a whole annual report in the first version and nobody complained. Looking at it now I see what you mean: every a is an o with a tail.",
            replies: [
              {
                by: "halden",
                daysAgo: 40.8,
                body: "Send us a page of it? We collect the ones that almost worked.",
              },
              { by: "samuel", daysAgo: 40.6, body: "On its way. Be kind." },
            ],
          },
          {
            by: "agnes.moreau",
            daysAgo: 39.4,
            body: "Did you test it below 9 points? That is where one-storey letters give up first in my experience.",
            replies: [
              {
                by: "halden",
                daysAgo: 39.2,
                body: "At 7 and 8, on newsprint. That is where we gave up too.",
              },
            ],
          },
          {
            by: "noor",
            daysAgo: 12.3,
            body: "“Surprised” is exactly the word. Thank you for writing these down.",
          },
        ],
      },
      {
        daysAgo: 19.6,
        title: "Spacing, day by day",
        body: "Monday: nothing fits. Tuesday: everything fits but the r. Wednesday: we change the r and nothing fits.\n\n- Set the straight letters first, then the round ones to them.\n- Leave the diagonals for the day you are in a good mood.\n- Print it. Screens flatter.",
        teaser: "Notes from the week in which nothing fitted.",
        visibility: "subscribers",
        pictures: [
          { productKey: "halden-sans", cover: 1 },
          { productKey: "halden-sans", cover: 2 },
          { productKey: "working-grid", cover: 0 },
        ],
      },
      {
        daysAgo: 4.2,
        title: "The masters of the new weight",
        body: "Here is the light weight as it stands, unhinted and unkerned. Do not use it for anything that has to be right. Tell us what breaks.",
        teaser: "For those who like to see a thing before it is finished.",
        visibility: "subscribers",
        tier: "Colleague",
        pictures: [{ productKey: "halden-sans", cover: 2 }],
      },
    ],
  },
  {
    creatorKey: "contour",
    followers: 18,
    tiers: [
      {
        name: "Fellow traveller",
        description: "A walk and its map, each month, before anybody else sees them.",
        prices: [{ interval: "month", amount: 500, currency: "usd" }],
      },
    ],
    posts: [
      {
        daysAgo: 33.8,
        title: "How high is the sea?",
        body: "Every map begins with a lie about the sea: that it is level. This is how I choose mine, with the tide table of Tromsø and a pencil.",
        teaser: "Where zero is, and who decided that.",
        visibility: "free",
        pictures: [{ productKey: "relief-tiles", cover: 0 }],
        likes: 11,
        comments: [
          {
            by: "daniel.kohler",
            daysAgo: 33.5,
            body: "We have the opposite trouble here: the lake is level, the gauge is not.",
            replies: [
              { by: "contour", daysAgo: 33.1, body: "Which lake? I would like to draw that argument." },
              { by: "daniel.kohler", daysAgo: 33.0, body: "Constance. Three countries, three zeros." },
            ],
          },
          {
            by: "ines",
            daysAgo: 20.7,
            body: "Would you show the tide table page one day? I like seeing what people write in the margins.",
          },
        ],
      },
      {
        daysAgo: 12.1,
        title: "Five ridges, three times",
        body: "I sat above the fjord until the light went and drew what was left: first light, the evening sun, and the hour after it. Five ridges each, none of them from a photograph.",
        teaser: "A day above the fjord, without a camera.",
        visibility: "ppv",
        price: { amount: 350, currency: "usd" },
        pictures: [
          { productKey: "ridge-panoramas", cover: 0 },
          { productKey: "ridge-panoramas", cover: 2 },
          { productKey: "ridge-panoramas", cover: 1 },
        ],
      },
      {
        daysAgo: 2.9,
        title: "An island that is not there",
        body: "Members chose its shape last month. It has a harbour now, a quarrel about a bridge, and one road that goes the wrong way round.",
        teaser: "What you voted for, drawn.",
        visibility: "subscribers",
        pictures: [
          { productKey: "island-maps", cover: 0 },
          { productKey: "island-maps", cover: 1 },
        ],
      },
    ],
  },
  {
    creatorKey: "haddad",
    followers: 40,
    tiers: [
      {
        name: "At the table",
        description: "A menu each Friday, with the shopping list and what to do with the rest on Sunday.",
        prices: [
          { interval: "month", amount: 600, currency: "usd" },
          { interval: "year", amount: 6000, currency: "usd" },
        ],
      },
    ],
    posts: [
      {
        daysAgo: 26.4,
        title: "Salt your water, then forget it",
        body: "Ten grams a litre. Weigh it once, see what that looks like in your hand, and never weigh it again.",
        teaser: "One number, and how to stop looking it up.",
        visibility: "free",
        isPublic: true,
        pictures: [
          { productKey: "market-fruit", cover: 0 },
          { productKey: "market-fruit", cover: 1 },
        ],
        likes: 23,
        comments: [
          {
            by: "noor",
            daysAgo: 26.2,
            body: "I weighed it. I have been using a third of that for twenty years.",
            replies: [
              {
                by: "haddad",
                daysAgo: 26.0,
                body: "Everybody has. Tonight's pasta will tell you what you missed.",
              },
            ],
          },
          {
            by: "yuki.tanabe",
            daysAgo: 24.9,
            body: "Does it change with the kind of salt? Mine is coarse and a handful weighs almost nothing.",
            replies: [
              {
                by: "haddad",
                daysAgo: 24.6,
                body: "By weight, no. By the hand, very much: that is why you weigh it once with your own salt.",
              },
            ],
          },
          { by: "rosa.delgado", daysAgo: 9.5, body: "Made it for eight people. No leftovers, for once." },
        ],
      },
      {
        daysAgo: 6.7,
        title: "Friday: soup for people who say they do not like soup",
        body: "Onions for forty minutes, and no less. Then the stock, then the bread, then the cheese that you hid from them.",
        teaser: "For guests who would rather have had something else.",
        visibility: "subscribers",
        pictures: [{ productKey: "twelve-soups", cover: 0 }],
      },
      {
        daysAgo: 1.6,
        title: "The oven book, a first chapter",
        body: "What an oven does to water, and why that is all you need to know about crust. The drawings are still rough.",
        teaser: "The first chapter of what comes next.",
        visibility: "ppv",
        price: { amount: 500, currency: "usd" },
        pictures: [{ productKey: "bread-by-weight", cover: 0 }],
      },
    ],
  },
];
