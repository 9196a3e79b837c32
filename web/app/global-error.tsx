"use client";

import "@/styles/globals.css";

/** When not even the frame around the pages could be made: in words alone, since every page brings this along. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main className="page grid justify-items-start gap-4 py-16">
          <h1 className="text-xl">This page could not be loaded</h1>
          <p className="text-soft">
            Something went wrong on our side. Nothing you bought or uploaded is lost.
          </p>
          <button type="button" onClick={retry} className="underline">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
