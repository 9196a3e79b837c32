/** Why something is reported, in words; the reasons are the API's. */
export const reportReasons = {
  spam: "Advertising, or repetition",
  harassment: "It attacks or threatens somebody",
  hate: "It incites hatred against people",
  sexual: "Sexual content that does not belong here",
  violence: "It shows or praises violence",
  rights: "It is somebody else's work",
  illegal: "It is against the law in another way",
  other: "Something else",
} as const;
export type ReportReason = keyof typeof reportReasons;
