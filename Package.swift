// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours compiles with these: no implicit `any`, no leaked imports, no unseen members, no warnings.
let houseRules: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: houseRules)
}

func service(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Services/\(name)", resources: resources, swiftSettings: houseRules)
}

/// A phase sees the runtime and what a table is written with; never another phase.
func phase(_ name: String, _ extra: [Target.Dependency] = []) -> Target {
  service(name, ["Runtime", "Pipeline", "Warehouse", "Ledger", "League", "Contracts"] + extra)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: houseRules)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let collections: Target.Dependency = .product(name: "Collections", package: "swift-collections")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")

let phases = [
  "Phase1Scrape", "Phase2Raw", "Phase3Analytics", "Phase4Precompute", "Phase5Predict", "Phase5Grade", "Phase6Publish",
]

let package = Package(
  name: "backcourt",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "backcourt", targets: ["Backcourt"]),
    .executable(name: "coordinator", targets: ["Coordinator"]),
    .executable(name: "phase1-scrape", targets: ["Phase1Scrape"]),
    .executable(name: "phase2-raw", targets: ["Phase2Raw"]),
    .executable(name: "phase3-analytics", targets: ["Phase3Analytics"]),
    .executable(name: "phase4-precompute", targets: ["Phase4Precompute"]),
    .executable(name: "phase5-predict", targets: ["Phase5Predict"]),
    .executable(name: "phase5-grade", targets: ["Phase5Grade"]),
    .executable(name: "phase6-publish", targets: ["Phase6Publish"]),
    .executable(name: "provider-sim", targets: ["ProviderSim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CRdKafka", path: "Shared/CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
    .systemLibrary(
      name: "CXGBoost", path: "Shared/CXGBoost", pkgConfig: "xgboost", providers: [.apt(["libxgboost-dev"])]),
    .systemLibrary(
      name: "CCurl", path: "Shared/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", path: "Shared/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPostgres", path: "Shared/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    shared("League"),
    shared("Telemetry", [logging, metrics]),
    shared("JSON"),
    shared("Contracts", ["JSON", "League", "Telemetry"]),
    shared("Bus", ["Telemetry", collections, logging]),
    shared("BusKafka", ["Bus", "Telemetry", "CRdKafka", collections, logging]),
    shared("Warehouse", ["League", "CPostgres", crypto, grdb]),
    shared("Ledger", ["Warehouse", "Contracts", "League", crypto]),
    shared("Providers", ["JSON", "League", "CCurl", "CZlib", crypto]),
    shared("Alerts", ["Ledger", "Providers", logging]),
    shared("Pipeline", ["Ledger", "Warehouse", "Contracts", "League", crypto, logging]),
    shared(
      "Runtime",
      [
        "Pipeline", "Ledger", "Warehouse", "Contracts", "Bus", "BusKafka", "Telemetry", "League", configuration,
        lifecycle, logging, metrics, hummingbird, .product(name: "NIOCore", package: "swift-nio"),
      ]),
    shared("Reports", ["Pipeline", "Ledger", "Warehouse", "Contracts", "League"]),

    phase("Phase1Scrape", ["Providers", "Telemetry", logging]),
    phase("Phase2Raw", ["Providers"]),
    phase("Phase3Analytics"),
    phase("Phase4Precompute"),
    phase("Phase5Predict", ["CXGBoost"]),
    phase("Phase5Grade"),
    phase("Phase6Publish", ["Providers"]),
    service(
      "Coordinator",
      [
        "Runtime", "Reports", "Alerts", "Pipeline", "Ledger", "Warehouse", "Contracts", "Bus", "League", "Telemetry",
        hummingbird, lifecycle, logging, .product(name: "NIOCore", package: "swift-nio"),
      ], resources: ["desk.html", "desk.css", "desk.js"].map { .embedInCode("Page/\($0)") }),
    service(
      "ProviderSim",
      [
        "Providers", "JSON", "League", argumentParser, hummingbird, logging,
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    service(
      "Backcourt",
      [
        "Runtime", "Reports", "Alerts", "Pipeline", "Ledger", "Warehouse", "Contracts", "Bus", "BusKafka", "League",
        "Providers", argumentParser, hummingbird, lifecycle, logging, .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),

    .target(
      name: "TestKit", dependencies: ["Contracts", "Ledger", "Warehouse", "League", "Providers"], path: "Tests/TestKit",
      swiftSettings: houseRules),
    tests("ArchitectureTests", []),
    tests("LeagueTests", ["League"]),
    tests("JSONTests", ["JSON"]),
    tests("TelemetryTests", ["Telemetry", logging, metrics]),
    .testTarget(
      name: "ContractsTests", dependencies: ["TestKit", "Contracts", "League", "Telemetry"],
      path: "Tests/ContractsTests", exclude: ["Golden"], swiftSettings: houseRules),
    tests("BusTests", ["Bus", logging]),
    tests("BusConformance", ["Bus", "BusKafka", logging]),
    tests("WarehouseTests", ["TestKit", "Contracts", "Ledger", "Warehouse", "League", grdb]),
    tests("LedgerTests", ["TestKit", "Ledger", "Warehouse", "Contracts", "League"]),
    tests(
      "ProvidersTests",
      [
        "Providers", "ProviderSim", "JSON", "League", hummingbird, logging,
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests(
      "AlertsTests",
      [
        "TestKit", "Alerts", "Providers", "Ledger", hummingbird, logging,
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests("PipelineUnitTests", ["TestKit", "Pipeline", "Ledger", "Warehouse", "Contracts", "League", logging]),
    tests(
      "RuntimeTests",
      ["TestKit", "Runtime", "Pipeline", "Ledger", "Warehouse", "Contracts", "Bus", "League", "Telemetry", logging]),
    tests(
      "Phase2RawTests",
      [
        "Phase1Scrape", "Phase2Raw", "ProviderSim", "Providers", "Runtime", "Bus", "Pipeline", "Ledger", "Warehouse",
        "Contracts", "League", logging,
      ]),
    tests(
      "Phase3AnalyticsTests",
      [
        "Phase1Scrape", "Phase2Raw", "Phase3Analytics", "ProviderSim", "Runtime", "Bus", "Pipeline", "Ledger",
        "Warehouse", "Contracts", "League", logging,
      ]),
    tests("Phase4PrecomputeTests", ["Phase4Precompute", "Pipeline", "Warehouse", "Contracts", "League"]),
    tests("Phase5PredictTests", ["Phase5Predict", "Pipeline", "Warehouse", "League", "Contracts"]),
    tests("Phase5GradeTests", ["TestKit", "Phase5Grade", "Pipeline", "Warehouse", "Contracts", "League"]),
    tests(
      "BackcourtTests",
      [
        "TestKit", "Backcourt", "Phase3Analytics", "Phase5Predict", "Phase5Grade", "Reports", "Pipeline", "Ledger",
        "Warehouse", "Contracts", "League", argumentParser,
      ]),
    tests(
      "Phase6PublishTests",
      ["TestKit", "Phase6Publish", "Providers", "Pipeline", "Ledger", "Warehouse", "League", "Contracts"]),
    tests(
      "PipelineTests",
      [
        "TestKit", "Coordinator", "Phase1Scrape", "Phase2Raw", "Phase3Analytics", "Phase4Precompute", "Phase5Predict",
        "Phase5Grade", "Phase6Publish", "Backcourt", "ProviderSim", "Providers", "Runtime", "Reports", "Alerts",
        "Pipeline",
        "Ledger", "Warehouse", "Contracts", "Bus", "League", logging, hummingbird,
        .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests(
      "Tutorial",
      [
        "TestKit", "Backcourt", "Coordinator", "Phase1Scrape", "Phase2Raw", "Phase3Analytics", "Phase4Precompute",
        "ProviderSim", "Runtime", "Reports", "Pipeline", "Ledger", "Warehouse", "Contracts", "Bus", "League", logging,
      ]),
    tests("EndToEndTests", ["TestKit", "ProviderSim", "Providers", "Warehouse", "Ledger", "Contracts", "League"]),
  ],
  swiftLanguageModes: [.v6]
)
