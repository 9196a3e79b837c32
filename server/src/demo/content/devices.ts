/** A browser as it names itself, and the network it came from, cut as the trail keeps it. */
export type Device = { userAgent: string; network: string };

const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const browsers = [
  `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15`,
  `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36`,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
  `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36 Edg/134.0.0.0`,
  "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:136.0) Gecko/20100101 Firefox/136.0",
];

/** Blocks of large access providers in a dozen countries; a /24 names nobody. */
const networks = [
  "84.24.16.0/24",
  "91.64.21.0/24",
  "86.1.44.0/24",
  "73.92.8.0/24",
  "90.3.17.0/24",
  "85.240.33.0/24",
  "81.224.5.0/24",
  "126.21.7.0/24",
  "70.48.12.0/24",
  "84.208.9.0/24",
  "101.164.3.0/24",
  "177.32.40.0/24",
];

/** Any of the devices by number: a buyer keeps a network at home and changes browsers. */
export function deviceOf(buyerIndex: number, device: number): Device {
  return {
    userAgent: browsers[(buyerIndex * 3 + device) % browsers.length]!,
    network: networks[buyerIndex % networks.length]!,
  };
}
