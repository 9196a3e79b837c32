import { EventList } from "@/components/operations/event-list";
import { Facts } from "@/components/operations/operations-page";
import { Amount } from "@/components/ui/amount";
import { Card } from "@/components/ui/card";
import { type Column, Records } from "@/components/ui/records";
import { ShowMore } from "@/components/ui/show-more";
import { Table, Td, Th } from "@/components/ui/table";
import { Markdown } from "@/lib/markdown";
import { Part } from "./part";

type Line = { name: string; cents: number };

const lines: Line[] = [
  { name: "A field guide", cents: 1900 },
  { name: "Low tide: ambient pad loops", cents: 2200 },
];
const columns: Column<Line>[] = [
  { title: "Product", cell: ({ name }) => <span className="font-medium">{name}</span> },
  {
    title: "Price",
    figures: true,
    cell: ({ cents }) => <Amount full price={{ amount: cents, currency: "usd" }} />,
  },
  { title: "Kind", wide: true, cell: () => "Sound" },
];

const sample =
  "## Heading\n\nA *paragraph* with **weight**, `code` and a [link](https://example.com).\n\n- one\n- two\n\n1. first\n2. second\n\n> A quote.\n\n```\na block of code\n```";

export function Lists() {
  return (
    <>
      <Part title="Records: a table, and a list on phones">
        <Records label="Example of records" columns={columns} items={lines} keyOf={({ name }) => name} />
        <ShowMore href="#main" />
      </Part>
      <Part title="Table">
        <Table label="Example of a table">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th className="text-right">Sum</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, cents }) => (
              <tr key={name}>
                <Td>{name}</Td>
                <Td className="figures text-right">
                  <Amount full price={{ amount: cents, currency: "usd" }} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Part>
      <Part title="Facts">
        <Facts
          facts={[
            ["Buyer", "Noor de Wit"],
            ["Paid", <Amount key="paid" full price={{ amount: 1900, currency: "usd" }} />],
          ]}
        />
      </Part>
      <Part title="Events">
        <EventList
          events={[
            {
              id: 1,
              at: "2026-05-12T14:05:00Z",
              type: "product.removed",
              actor: { id: "1", name: "Olive Operator", email: "operator@example.com" },
              creator: null,
              subject: { type: "product", id: "2", label: "A field guide" },
              network: null,
              data: { reason: "Somebody else's work", endsAccess: true },
            },
          ]}
        />
      </Part>
      <Part title="Card">
        <Card>A bordered sheet, never inside another.</Card>
      </Part>
      <Part title="Markdown">
        <Markdown source={sample} />
      </Part>
    </>
  );
}
