/** The papers as Markdown, by file name without extension. `{{…}}` marks what the user fills in. */
export const clientPapers: Record<string, string> = {
  proposal: `# Proposal: {{project}}

For {{client}}, by {{your name}}, {{date}}

## What you asked for

Two or three sentences in the client's own words. If you cannot write them, ask again before you go on.

## What I will do

- {{part one}}, ready by {{date}}
- {{part two}}, ready by {{date}}

## What is not included

Name the two things the client is most likely to assume are included.

## Price

{{sum}} in total: half before the start, half on delivery. The price holds for {{number}} days.

## Next step

Reply with "go ahead" and I will send the first invoice.
`,
  brief: `# Brief: {{project}}

Fill this in together, in one conversation of an hour.

## Who is it for?

Describe one person, not a group.

## What can they do afterwards that they cannot do now?

## How will we know it worked?

One number or one event, and the date on which we look.

## What must not change?

## Who decides?

One name.
`,
  agreement: `# Agreement

Between {{client}} and {{your name}}, {{date}}

1. **Work.** {{your name}} does what the proposal of {{date}} describes.
2. **Changes.** Anything else is quoted before it is begun.
3. **Payment.** Invoices are due within 14 days.
4. **Rights.** On full payment the client may use the work without limit. {{your name}} may show it as a reference.
5. **Ending.** Either side may end the agreement in writing. Work done until then is paid.

This text is a starting point and not legal advice.
`,
  invoice: `# Invoice {{number}}

{{your name}}, {{address}}

To {{client}}, {{address}}

Date {{date}}, due {{date}}

| what | quantity | price | sum |
| --- | ---: | ---: | ---: |
| {{item}} | {{n}} | {{price}} | {{sum}} |

**Total {{sum}}**

Please pay to {{account}} and state the invoice number.
`,
  handover: `# Handover: {{project}}

## What you have received

- {{file or place}}: what it is for

## How to change the common things

1. {{task}}: {{steps}}

## What to do when something is wrong

Look at {{place}} first. Then write to {{address}} with what you did, what you expected and what happened.

## What will need attention, and when

- {{thing}}, around {{date}}
`,
};

/** A print style sheet for the HTML versions: A4, one column, page numbers left to the printer. */
export const papersCss = `@page { size: A4; margin: 25mm 22mm; }
body { font: 11pt/1.5 Georgia, serif; color: #222; max-width: 166mm; margin: 12mm auto; }
h1 { font: 600 20pt/1.2 system-ui, sans-serif; margin: 0 0 12mm; }
h2 { font: 600 12pt/1.3 system-ui, sans-serif; margin: 8mm 0 2mm; }
table { border-collapse: collapse; width: 100%; margin: 6mm 0; }
th, td { border-bottom: 0.3mm solid #ccc; padding: 2mm 0; text-align: left; }
th:not(:first-child), td:not(:first-child) { text-align: right; }
mark { background: #fdeec2; }
@media print { body { margin: 0; max-width: none; } mark { background: none; } }
`;
