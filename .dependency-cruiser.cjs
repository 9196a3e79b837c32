/** Who may import whom; the reasons are in ARCHITECTURE.md. */
const inFeature = "^server/src/features/([^/]+)/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "lib-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^server/src/lib/", pathNot: "\\.test\\.ts$" },
      to: { path: "^server/src/(?!lib/)" },
    },
    {
      name: "decisions-are-pure",
      comment:
        "decide and limits see types and lib only, so that they can be read and tested as plain functions",
      severity: "error",
      from: { path: "^server/src/access/(decide|decide-post|limits)\\.ts$" },
      to: {
        pathNot: ["^server/src/lib/", "^server/src/access/(decide|decide-post|limits)\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "access-stands-below",
      severity: "error",
      from: { path: "^server/src/access/" },
      to: { path: "^server/src/(http|features|ports)/" },
    },
    {
      name: "features-through-their-index",
      severity: "error",
      from: { path: inFeature, pathNot: "\\.(test|fixture)\\.ts$" },
      to: { path: "^server/src/features/", pathNot: ["^server/src/features/$1/", "/index\\.ts$"] },
    },
    {
      name: "others-through-a-features-index",
      severity: "error",
      comment: "the bench is left out: it measures parts that no index shows",
      from: { path: "^(server/src/(?!features/)|scripts/|acceptance/)", pathNot: "\\.test\\.ts$" },
      to: { path: "^server/src/features/", pathNot: "/index\\.ts$" },
    },
    {
      name: "acceptance-sees-a-black-box",
      comment: "what it needs of the server's are programs to run beside it",
      severity: "error",
      from: { path: "^acceptance/" },
      to: { path: "^(server/src/(?!test/)|web/(?!e2e/))" },
    },
    {
      name: "nothing-needs-the-suites",
      severity: "error",
      from: { path: "^(server|sdk|stripe-sandbox|web/(?!e2e/))" },
      to: { path: "^(bench|scripts|acceptance)/" },
    },
    {
      name: "only-deps-picks-adapters",
      severity: "error",
      from: {
        path: "^server/src/",
        pathNot: ["^server/src/open-deps\\.ts$", "^server/src/ports/", "\\.test\\.ts$"],
      },
      to: { path: "^server/src/ports/[^/]+/", pathNot: "/(port|cards-port|memberships-port|contract)\\.ts$" },
    },
    {
      name: "stripe-stays-in-its-adapter",
      severity: "error",
      from: {
        path: "^server/src/",
        pathNot: ["^server/src/ports/payments/", "^server/src/test/", "\\.test\\.ts$"],
      },
      to: { path: "node_modules/stripe/" },
    },
    {
      name: "fastify-stays-at-the-edge",
      severity: "error",
      from: {
        path: "^server/src/",
        pathNot: [
          "^server/src/http/",
          "^server/src/(app|deps|open-deps|start-server)\\.ts$",
          "routes?\\.ts$",
          "^server/src/test/",
          "\\.test\\.ts$",
        ],
      },
      to: { path: "node_modules/(fastify|@fastify)/" },
    },
    {
      name: "pages-know-the-sdk-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(server|stripe-sandbox)/" },
    },
    {
      name: "server-knows-no-pages",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^web/" },
    },
    {
      name: "sandbox-stands-alone",
      severity: "error",
      from: { path: "^(stripe-sandbox|sdk)/" },
      to: { path: "^(server|web)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
