const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = `[ \\t]*;[ \\t]*${TOKEN}=(?:${TOKEN}|"[ !#-\\[\\]-~]*")`;
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}(?:${PARAMETER})*$`);

/** The declared media type when it is one (RFC 9110 §8.3.1, at most 255 characters), else `application/octet-stream`. */
export function cleanMediaType(declared: string | null | undefined): string {
  const type = declared?.trim() ?? "";
  return type.length <= 255 && MEDIA_TYPE.test(type) ? type : "application/octet-stream";
}
