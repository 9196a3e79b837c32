"use client";

import { type DragEvent, useState } from "react";

const kind = "application/x-order";

/**
 * Order by dragging rows, or by `place`, which puts one at a place counted from 0. `onOrder` gets all ids in their new order;
 * `said` is the last move in words, for a live region.
 */
export function useReorder(ids: string[], onOrder: (ids: string[]) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  function place(id: string, to: number, name: string) {
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || from === to) return;
    const order = ids.filter((other) => other !== id);
    order.splice(to, 0, id);
    setSaid(`${name}: now ${to + 1} of ${ids.length}`);
    onOrder(order);
  }

  function row(id: string, name: string) {
    return {
      draggable: true,
      "data-dragged": dragged === id || undefined,
      "data-target": target === id || undefined,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(kind, id);
        event.dataTransfer.effectAllowed = "move" as const;
        setDragged(id);
      },
      onDragEnd: () => {
        setDragged(null);
        setTarget(null);
      },
      onDragOver: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        setTarget(id);
      },
      onDrop: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        place(dragged, ids.indexOf(id), name);
        setTarget(null);
      },
    };
  }

  return { row, said, place };
}
