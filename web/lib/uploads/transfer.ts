/** Why a transfer stopped before its end, and so what follows. */
export type TransferTrouble =
  /** The line or the server: it goes on by itself. */
  | { kind: "line" }
  /** The server no longer knows the upload: it starts over. */
  | { kind: "gone" }
  | { kind: "signed-out" }
  /** A person has to do something about it. */
  | { kind: "refused"; message: string };

export interface TransferEvents {
  /** Where the upload is, as soon as it is known. */
  onUrl: (url: string) => void;
  onProgress: (sentBytes: number) => void;
  onDone: (fileId: string) => void;
  onTrouble: (trouble: TransferTrouble) => void;
}

/** Sends a file, from where `url` stands if it is given; answers how to stop. After that, no event comes any more. */
export type StartTransfer = (file: File, url: string | null, events: TransferEvents) => () => void;
