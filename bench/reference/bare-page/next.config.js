/** As our own pages where it matters: answers whole, nothing optimized on the way, nothing written outside. */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  htmlLimitedBots: /.*/,
  agentRules: false,
  experimental: { agentUpgrade: false },
};
