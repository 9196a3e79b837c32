export type GeoPort = {
  /** ISO 3166-1 alpha-2 code, upper case, of the country an address or network (`198.51.100.0/24`) is registered in; null when unknown. */
  countryOf(address: string | null): string | null;
};
