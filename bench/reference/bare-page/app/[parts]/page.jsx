// Made for each request, as a page must be that differs by who asks.
export const dynamic = "force-dynamic";

/** So many parts of text and nothing else: no data is fetched, nothing runs in the browser. */
export default async function BarePage({ params }) {
  const parts = Number((await params).parts);
  return (
    <article>
      <h1>A page of {parts} parts</h1>
      {Array.from({ length: parts }, (_, part) => (
        <section key={part} className="grid gap-4 rounded-md border border-line">
          <h2 className="text-lg font-medium">Part {part + 1}</h2>
          <p className="text-sm text-soft">
            What the part is about, in <em>some</em> words and with a{" "}
            <a href={`/p/book-${part}`} className="underline underline-offset-2">
              book about it
            </a>
            .
          </p>
        </section>
      ))}
    </article>
  );
}
