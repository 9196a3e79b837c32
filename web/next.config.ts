import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["@vaulture/sdk"],
  // Covers come from the API in ready-made sizes.
  images: { unoptimized: true },
  // Titles and descriptions belong in the head for every reader, not only for known crawlers.
  htmlLimitedBots: /.*/,
  // A build must work offline and write nothing outside its own folder.
  agentRules: false,
  experimental: { agentUpgrade: false },
};

export default config;
