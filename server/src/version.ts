/** The version of this program, as its packages name it. */
export const VERSION = "0.1.0";
