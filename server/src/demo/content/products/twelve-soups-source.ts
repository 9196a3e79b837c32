type Recipe = { month: string; title: string; buy: string; steps: string[]; wrong: string };

/** The twelve recipes. */
export const soupBook: Recipe[] = [
  {
    month: "January",
    title: "Chickpeas and lemon",
    buy: "250 g dried chickpeas, 1 onion, 3 cloves of garlic, 1 lemon, 60 ml olive oil, cumin, salt",
    steps: [
      "Soak the chickpeas overnight. Boil them in fresh water with the whole onion until they are soft, about an hour.",
      "Take out the onion. Crush half of the chickpeas in the pot with the garlic, the cumin and the oil.",
      "Add the juice of the lemon off the heat, and salt last.",
    ],
    wrong: "Salt in the first hour keeps the skins hard.",
  },
  {
    month: "February",
    title: "White beans and kale",
    buy: "250 g white beans, 200 g kale, 1 carrot, 1 stick of celery, 2 bay leaves, 50 ml olive oil",
    steps: [
      "Boil the soaked beans with carrot, celery and bay for an hour and a quarter.",
      "Cut the kale in ribbons and let it sink in for the last ten minutes.",
      "Pour the oil over it in the bowls, not in the pot.",
    ],
    wrong: "Kale that boils for half an hour tastes of the pan.",
  },
  {
    month: "March",
    title: "Leeks and potatoes",
    buy: "500 g leeks, 400 g potatoes, 40 g butter, 200 ml milk, nutmeg",
    steps: [
      "Sweat the sliced leeks in butter under a lid, without colour, for fifteen minutes.",
      "Add potatoes in cubes and water to cover. Cook until they fall apart.",
      "Crush with a fork, thin with milk, and grate a little nutmeg.",
    ],
    wrong: "A blender makes glue of potatoes. Use the fork.",
  },
  {
    month: "April",
    title: "Green peas and mint",
    buy: "600 g peas, 4 spring onions, 1 lettuce, a bunch of mint, 30 ml olive oil",
    steps: [
      "Soften the onions in oil. Add peas, torn lettuce and just enough hot water.",
      "Five minutes, then the mint, then the blender at once.",
      "Keep back a spoon of whole peas for each bowl.",
    ],
    wrong: "After ten minutes on the fire it is grey. Be quick.",
  },
  {
    month: "May",
    title: "Asparagus ends",
    buy: "the ends of 1 kg asparagus, 1 potato, 1 onion, 30 g butter, 1 lemon",
    steps: [
      "Boil the ends for twenty minutes, and throw them away. The water is the soup.",
      "Cook onion and potato in it, blend, and add butter and a thread of lemon.",
      "Put the tips in raw, sliced very thin.",
    ],
    wrong: "The last two centimetres are wood and make it bitter.",
  },
  {
    month: "June",
    title: "Cold cucumber",
    buy: "3 cucumbers, 400 g yoghurt, 1 clove of garlic, dill, 30 ml olive oil, ice",
    steps: [
      "Grate the cucumbers, salt them, and press them after ten minutes.",
      "Stir into the yoghurt with the crushed garlic and most of the dill.",
      "An hour in the cold, a cube of ice in each bowl, oil on top.",
    ],
    wrong: "Not pressed, it is water by the time it is served.",
  },
  {
    month: "July",
    title: "Courgettes and basil",
    buy: "800 g courgettes, 2 cloves of garlic, a bunch of basil, 60 ml olive oil, 50 g hard cheese",
    steps: [
      "Cook the courgettes in oil with the garlic, covered, in their own water.",
      "Add two glasses of water, boil once, blend with the basil.",
      "The cheese goes over it at the table.",
    ],
    wrong: "Large ones are mostly seeds. Take them out with a spoon.",
  },
  {
    month: "August",
    title: "Peppers, grilled",
    buy: "6 red peppers, 1 onion, 1 tin of tomatoes, smoked paprika, sherry vinegar",
    steps: [
      "Blacken the peppers over the flame, let them sweat under a plate, and peel them.",
      "Cook onion, tomatoes and paprika for twenty minutes, add the peppers, blend.",
      "A spoon of vinegar at the end. Good warm, better the day after.",
    ],
    wrong: "Do not rinse the peppers: the taste goes with the water.",
  },
  {
    month: "September",
    title: "Tomatoes and stale bread",
    buy: "1 kg ripe tomatoes, 250 g stale bread, 4 cloves of garlic, basil, 100 ml olive oil",
    steps: [
      "Warm the garlic in half of the oil, add the tomatoes, and cook for a quarter of an hour.",
      "Tear the bread into it, take it off the fire, and wait for an hour.",
      "Stir, tear the basil, and pour the rest of the oil.",
    ],
    wrong: "Fresh bread turns to paste. It must be two days old.",
  },
  {
    month: "October",
    title: "Pumpkin with tahini",
    buy: "1 kg pumpkin, 1 onion, 60 g tahini, 1 lemon, cumin, a few leaves of sage",
    steps: [
      "Roast nothing. Cook pumpkin and onion in a glass of water until they are soft.",
      "Blend with half of the tahini and the cumin.",
      "Stir the other half with lemon and water until it runs, and draw a line of it.",
    ],
    wrong: "Tahini curdles in boiling soup. Off the fire.",
  },
  {
    month: "November",
    title: "Lentils and vinegar",
    buy: "250 g green lentils, 1 carrot, 1 onion, 2 cloves of garlic, thyme, red wine vinegar",
    steps: [
      "Fry carrot, onion and garlic slowly, in small cubes, for ten minutes.",
      "Add lentils, thyme and water, and cook for half an hour.",
      "Two spoons of vinegar, and salt when you have tasted.",
    ],
    wrong: "Red lentils are another soup.",
  },
  {
    month: "December",
    title: "Onions, for a long time",
    buy: "1.2 kg onions, 60 g butter, 200 ml white wine, 1 l broth, old bread, cheese",
    steps: [
      "Slice the onions and let them go brown in butter over a low fire. This takes an hour and cannot be made shorter.",
      "Add the wine, let it disappear, add the broth, and simmer for twenty minutes.",
      "Bread and cheese in the bowl, soup over it.",
    ],
    wrong: "Sugar makes them brown in ten minutes and taste of it.",
  },
];
