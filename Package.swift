// swift-tools-version: 6.2
import PackageDescription

// The check of a change takes no warning; whoever is in the middle of writing may have some.
let warnings: [SwiftSetting] =
    Context.environment["LIAISON_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

// Says to the code that it runs under the thread sanitizer, which sees into this package only.
let sanitized: [SwiftSetting] = Context.environment["LIAISON_SANITIZER"] == "thread" ? [.define("THREAD_SANITIZER")] : []

// A release looks across modules, so that the rows of a hot path are read by code made for their types, and finds its generic types
// without asking the run time, which searches every conformance there is for each of them (26 ms of a start with 110 operations).
let optimized: [SwiftSetting] = [
    .unsafeFlags(
        ["-cross-module-optimization", "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
        .when(configuration: .release))
]

let strict: [SwiftSetting] =
    warnings + sanitized + optimized + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]

// LIAISON_PACKAGE=driver leaves the PostgreSQL driver and its tests, which build quickly under a sanitizer. The dependencies
// stay, so that Package.resolved does.
let isDriverAlone = Context.environment["LIAISON_PACKAGE"] == "driver"
let driver: Set = ["CLibPQ", "LibPQ", "Postgres", "DatabaseTestSupport", "PostgresTests"]

let package = Package(
    name: "liaison",
    platforms: [.macOS(.v15)],
    products: isDriverAlone ? [] : [.executable(name: "liaison", targets: ["liaison"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "LibPQ", dependencies: ["CLibPQ"], swiftSettings: strict),
        .target(
            name: "Postgres",
            dependencies: [
                "LibPQ", .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(name: "Agency", swiftSettings: strict),
        .target(
            name: "AgencyService",
            dependencies: [
                "Agency", "Postgres", .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "HTTPFrontEnd",
            dependencies: [
                "AgencyService", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], resources: [.embedInCode("Templates")], swiftSettings: strict),
        .target(
            name: "CommandLine",
            dependencies: [
                "AgencyService", "HTTPFrontEnd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),
        .executableTarget(name: "liaison", dependencies: ["CommandLine"], swiftSettings: strict),
        .executableTarget(
            name: "Benchmark",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
            ], swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["AgencyService", "Postgres"], path: "Tests/TestSupport",
            exclude: ["million.sql"], swiftSettings: strict),
        .testTarget(name: "AgencyTests", dependencies: ["Agency"], exclude: ["Vectors"], swiftSettings: strict),
        .target(
            name: "DatabaseTestSupport", dependencies: ["LibPQ", "Postgres"], path: "Tests/DatabaseTestSupport",
            swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "DatabaseTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AgencyServiceTests", dependencies: ["AgencyService", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HTTPFrontEndTests",
            dependencies: [
                "HTTPFrontEnd", "TestSupport",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ], swiftSettings: strict),
        .testTarget(name: "CommandLineTests", dependencies: ["CommandLine", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AcceptanceTests", dependencies: ["TestSupport", "AgencyService"], exclude: ["MainJob/backup.sql"],
            swiftSettings: strict),
    ].filter { !isDriverAlone || driver.contains($0.name) },
    swiftLanguageModes: [.v6]
)
