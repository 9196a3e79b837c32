export { balanceOf } from "./balance-of.ts";
export { type Booked, type LedgerPurchase, postLedger, reverseLedger } from "./post-ledger.ts";
