import type { Customer } from "@vaulture/sdk";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { formatCount, plural } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";

interface CustomersListProps {
  customers: Customer[];
  handle: string;
}

/** Customers as a table, on telephones as a list; each leads to what they bought. */
export async function CustomersList({ customers, handle }: CustomersListProps) {
  const locale = await viewerLocale();
  const hrefOf = ({ id }: Customer) => `/studio/${handle}/sales?buyer=${id}`;
  return (
    <>
      <ul className="divide-y divide-line border-y border-line sm:hidden">
        {customers.map((customer) => (
          <li key={customer.id}>
            <Link href={hrefOf(customer)} className="grid gap-1 py-3 text-sm">
              <span className="flex justify-between gap-4">
                <span className="min-w-0 truncate font-medium">{customer.name}</span>
                <Spent customer={customer} />
              </span>
              <span className="truncate text-soft">{customer.email}</span>
              <span className="flex justify-between gap-4 text-soft">
                <span>{plural(customer.purchases, "purchase", "purchases", locale)}</span>
                <Time at={customer.lastAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table label="Table of customers">
          <thead>
            <tr>
              <Th>Customer</Th>
              <Th className="text-right">Purchases</Th>
              <Th className="text-right">Spent</Th>
              <Th>First</Th>
              <Th>Latest</Th>
            </tr>
          </thead>
          <tbody>
            {customers.map((customer) => (
              <tr key={customer.id} className="relative hover:bg-sunken">
                <Td className="max-w-72">
                  <Link
                    href={hrefOf(customer)}
                    className="block truncate font-medium after:absolute after:inset-0"
                  >
                    {customer.name}
                  </Link>
                  <span className="block truncate text-soft">{customer.email}</span>
                </Td>
                <Td className="figures text-right">{formatCount(customer.purchases, locale)}</Td>
                <Td className="text-right">
                  <Spent customer={customer} />
                </Td>
                <Td className="whitespace-nowrap">
                  <Time at={customer.firstAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  <Time at={customer.lastAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

/** A line for each currency: they are never added up. */
function Spent({ customer }: { customer: Customer }) {
  return (
    <span className="grid justify-items-end">
      {customer.spent.map((sum) => (
        <Amount key={sum.currency} full price={sum} />
      ))}
    </span>
  );
}
