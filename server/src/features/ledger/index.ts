export { type LedgerPurchase, postLedger, reverseLedger } from "./post-ledger.ts";
