/** A mail as it looks, in a frame in which nothing runs, and its plain text. */
export function MailBody({ html, subject, text }: { html: string | null; subject: string; text: string }) {
  return (
    <div className="grid gap-6">
      {html ? (
        <iframe
          src={html}
          title={`The mail: ${subject}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[36rem] w-full rounded-md border border-line bg-raised"
        />
      ) : null}
      <details className="group rounded-md border border-line" open={!html}>
        <summary className="px-4 py-3 text-sm font-medium">As plain text</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
          tabIndex={0}
          className="overflow-x-auto border-t border-line p-4 font-sans text-sm leading-6 break-words whitespace-pre-wrap"
        >
          <Linked text={text} />
        </pre>
      </details>
    </div>
  );
}

/** Addresses of the text as links. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} className="underline underline-offset-2">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
