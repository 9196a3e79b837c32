/**
 * Makes one question out of many: what is asked while earlier questions are under way waits and goes together, answers in the
 * same order. Nothing is remembered: each item is asked for once. An item asked alone is delayed by no more than one turn of the
 * event loop. When a question fails, everybody in it is told.
 *
 * `most` bounds how many items go together, `inFlight` how many questions run at once: beside one that is under way only a full one
 * goes, since many small ones would cost more and answer nobody sooner.
 */
export function batched<Item, Answer>(
  ask: (items: Item[]) => Promise<Answer[]>,
  { most, inFlight }: { most: number; inFlight: number },
): (item: Item) => Promise<Answer> {
  type Waiting = { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  function next(): void {
    scheduled = false;
    while (waiting.length > 0 && (running === 0 || (running < inFlight && waiting.length >= most))) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      void run(group);
    }
  }

  async function run(group: Waiting[]): Promise<void> {
    running++;
    try {
      const answers = await ask(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index]!);
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      running--;
      next();
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      setImmediate(next);
    });
}
