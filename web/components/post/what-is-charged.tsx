"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser-api";

type Card = { brand: string; last4: string } | null;

/** What pressing the button will do, by the card that is kept at this moment; asked once each time the dialog opens. */
export function WhatIsCharged({ price }: { price: string }) {
  const [card, setCard] = useState<Card | "asking" | "unknown">("asking");

  useEffect(() => {
    let left = false;
    const tell = (found: typeof card) => left || setCard(found);
    api.get("/api/v1/saved-card").then(
      (answer) => tell(answer.card),
      () => tell("unknown"),
    );
    return () => {
      left = true;
    };
  }, []);

  return (
    <p role="status" className="min-h-10 text-soft">
      {sentence(card, price)}
    </p>
  );
}

function sentence(card: Card | "asking" | "unknown", price: string): string {
  if (card === "asking") return "Looking for a card you keep here…";
  if (card === "unknown")
    return `If you keep a card here, ${price} is charged to it now. Otherwise the payment page comes next.`;
  if (!card) return "The payment page comes next. Nothing is charged before you pay there.";
  return `${brandName(card.brand)} ending in ${card.last4} is charged ${price} now.`;
}

const names: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  unknown: "The card",
};

function brandName(brand: string): string {
  return names[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}
