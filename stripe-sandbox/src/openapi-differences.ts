/** One way in which Stripe's API has moved since the OpenAPI document of 2024-04-10. */
export type Difference = {
  /** A component, or an operation, with the names of the parameters that lead into it. */
  schema: string;
  why: string;
  /** Properties that are new or mean something else now. */
  now?: Record<string, object>;
  /** Properties that are not there any more. */
  gone?: string[];
};

export const differences: Difference[] = [];
