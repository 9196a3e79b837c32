/** The request header in which the server hands on the path and query that the browser asked for. */
export const requestedPathHeader = "x-requested-path";
