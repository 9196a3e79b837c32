import { PackageOpen } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { FileRow } from "@/components/file/file-row";
import { PriceTag } from "@/components/product/price-tag";
import { ProductStatus } from "@/components/product/product-status";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { Markdown } from "@/lib/markdown";

export const metadata: Metadata = { title: "Style guide", robots: { index: false } };

const colours = [
  "bg-paper",
  "bg-raised",
  "bg-sunken",
  "bg-line",
  "bg-line-strong",
  "bg-soft",
  "bg-ink",
  "bg-accent",
  "bg-accent-wash",
  "bg-danger",
  "bg-danger-wash",
  "bg-warning",
  "bg-warning-wash",
];

const sample =
  "## Heading\n\nA *paragraph* with **weight**, `code` and a [link](https://example.com).\n\n- one\n- two\n\n> A quote.";

/** Every primitive on one page, for looking at while working; not there in production. */
export default function StyleguidePage() {
  if (process.env.NODE_ENV === "production") notFound();
  return (
    <div className="page grid grid-cols-1 gap-12 pt-10">
      <h1 className="text-2xl">Style guide</h1>
      <Part title="Colours">
        <ul className="flex flex-wrap gap-3">
          {colours.map((name) => (
            <li key={name} className="grid gap-1 text-xs text-soft">
              <span className={`h-12 w-24 rounded-md border border-line ${name}`} />
              {name.slice(3)}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Type">
        <p className="text-2xl">Forty</p>
        <p className="text-xl">Twenty-eight</p>
        <p className="text-lg">Twenty</p>
        <p className="text-base">Sixteen</p>
        <p className="text-sm">Fourteen</p>
        <p className="text-xs">Twelve</p>
      </Part>
      <Part title="Buttons">
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Danger</Button>
          <Button disabled>Disabled</Button>
          <Button variant="primary" size="large">
            Large
          </Button>
          <Button size="small">Small</Button>
        </div>
      </Part>
      <Part title="Fields">
        <div className="grid max-w-80 gap-3">
          <Input aria-label="Text" placeholder="Text" />
          <Input aria-label="Wrong" aria-invalid defaultValue="Wrong" />
          <Select aria-label="Choice">
            <option>One</option>
            <option>Two</option>
          </Select>
          <Textarea aria-label="Longer text" defaultValue="Longer text" />
        </div>
      </Part>
      <Part title="States">
        <div className="flex flex-wrap gap-2">
          <Badge>Neutral</Badge>
          <Badge tone="good">Good</Badge>
          <Badge tone="warning">Warning</Badge>
          <Badge tone="danger">Danger</Badge>
          <ProductStatus status="draft" />
          <PurchaseStatus status="completed" />
        </div>
        <Notice>Neutral notice</Notice>
        <Notice tone="good">Good notice</Notice>
        <Notice tone="warning">Warning notice</Notice>
        <Progress label="Known" value={0.4} />
        <Progress label="Unknown" />
        <Skeleton className="h-10 w-60" />
      </Part>
      <Part title="Things">
        <div className="flex items-center gap-4">
          <Avatar name="Mira Okafor" url={null} size="small" />
          <Avatar name="Mira Okafor" url={null} />
          <Avatar name="Mira Okafor" url={null} size="large" />
          <PriceTag price={{ amount: 1950, currency: "usd" }} />
          <PriceTag price={{ amount: 0, currency: "usd" }} />
        </div>
        <FileRow
          file={{ id: "1", name: "album.zip", sizeBytes: 123_456_789, contentType: "application/zip" }}
        />
        <Card>A card</Card>
        <Table label="Example">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th className="text-right">Sum</Th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <Td>One</Td>
              <Td className="figures text-right">$12.00</Td>
            </tr>
          </tbody>
        </Table>
        <EmptyState icon={PackageOpen} title="Nothing here yet">
          Says why, and what to do next.
        </EmptyState>
        <Markdown source={sample} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-lg">{title}</h2>
      {children}
    </section>
  );
}
