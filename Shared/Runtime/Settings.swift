import Configuration
public import Contracts
import League
public import Logging
public import Warehouse

/// What a service is told by its environment.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `BACKCOURT_DATA_DIR` | folder | `var` | warehouse, payloads, documents and logs live here |
/// | `BACKCOURT_WAREHOUSE` | `postgresql://…` | a file in the data folder | where the warehouse is; never logged |
/// | `BACKCOURT_PAYLOADS` | `s3://BUCKET/PREFIX` | the data folder | where payloads are kept |
/// | `BACKCOURT_DOCUMENTS` | `s3://BUCKET/PREFIX` | `documents/` in the data folder | where documents are published |
/// | `KAFKA_BOOTSTRAP_SERVERS` | host:port,… | none | where the bus is; required by every service |
/// | `BACKCOURT_BROKER` | `kafka` or `embedded` | `kafka` | whose timing the bus client is set to |
/// | `BACKCOURT_SOURCE` | `archive:DIR` | none | where phase 1 gets its payloads; required by phase 1 |
/// | `BACKCOURT_BOOTSTRAP_DAYS` | days | 7 | opening days of a season that phases 4 and 5 leave out |
/// | `BACKCOURT_CONCURRENCY` | 1–64 | 1 | dates that one process works on at once |
/// | `BACKCOURT_LEASE_SECONDS` | 5–60 | 30 | how long a silent process keeps its cells |
/// | `BACKCOURT_CELL_SECONDS` | 10–3600 | 300 | how long the computation of one cell may take before it is tried again |
/// | `BACKCOURT_SLOWED` | phase4:50,… | none | milliseconds that a phase holds each date it works on, to measure how it scales |
/// | `BACKCOURT_LOG_LEVEL` | trace … critical | `info` | lines below are not written |
/// | `BACKCOURT_API_HOST` | address | `127.0.0.1` | where the coordinator listens |
/// | `BACKCOURT_API_PORT` | 0–65535 | 8420 | its port; 0 takes any free one |
/// | `BACKCOURT_API_TOKEN` | text | none | what a client must show to ask for a run; never logged |
/// | `BACKCOURT_ALERT_WEBHOOK` | URL | none | where the coordinator posts alerts; never logged |
/// | `BACKCOURT_ALERT_QUIET_MINUTES` | 1–1440 | 60 | how long a cause that was told is kept quiet |
/// | `BACKCOURT_ALERT_HEARTBEAT_HOURS` | 0–168 | 24 | how often it says that it is watching; 0 for never |
/// | `BACKCOURT_DAILY` | `true` or `false` | `false` | whether the coordinator does each day's work by the clock |
/// | `BACKCOURT_TELEMETRY_HOST` | address | `127.0.0.1` | where `/metrics`, `/healthz` and `/readyz` are served |
/// | `BACKCOURT_TELEMETRY_PORT` | 0–65535 | none | their port; 0 takes any free one, without it they are not served |
/// | `BACKCOURT_SUPERVISED` | `true` or `false` | `false` | leave when standard input ends, as the local stack wants it |
public struct Settings: Hashable, Sendable {
  /// Folder of the warehouse, payloads, documents and logs.
  public var dataDirectory: String
  /// Where the warehouse is.
  public var warehouse: WarehouseAddress
  /// The bucket of payloads; nil keeps them in the data folder.
  public var payloads: String?
  /// The bucket of documents; nil publishes them in the data folder.
  public var documents: String?
  /// Where the bus is.
  public var bootstrapServers: String?
  /// Whether the bus is the embedded broker.
  public var isBrokerEmbedded: Bool
  /// Where payloads come from.
  public var source: String?
  /// Length of the bootstrap in days.
  public var bootstrapDays: Int
  /// Dates worked on at once.
  public var concurrency: Int
  /// Life of a lease in seconds.
  public var leaseSeconds: Int
  /// Longest computation of a cell in seconds.
  public var cellSeconds: Int
  /// How long phases wait for each date, where that is measured.
  public var slowed: [Phase: Duration]
  /// Lowest level that is logged.
  public var logLevel: Logger.Level
  /// Where the coordinator listens.
  public var apiHost: String
  /// The coordinator's port.
  public var apiPort: Int
  /// What a client must show to ask for a run.
  public var apiToken: String?
  /// Where the coordinator posts alerts: a secret.
  public var alertWebhook: String?
  /// How long a cause that was told is kept quiet, in minutes.
  public var alertQuietMinutes: Int
  /// How often the coordinator says that it is watching, in hours; 0 for never.
  public var alertHeartbeatHours: Int
  /// Whether the coordinator does each day's work by the clock.
  public var isDaily: Bool
  /// Where metrics and health are served.
  public var telemetryHost: String
  /// Their port; nil serves them not.
  public var telemetryPort: Int?
  /// Whether the end of standard input ends the process.
  public var isSupervised: Bool

  /// The variables of the project, by name. Others with the prefix `BACKCOURT_` are refused: they are misspelt.
  public static let variables = [
    "BACKCOURT_DATA_DIR", "BACKCOURT_WAREHOUSE", "BACKCOURT_PAYLOADS", "BACKCOURT_DOCUMENTS", "BACKCOURT_BROKER",
    "BACKCOURT_SOURCE", "BACKCOURT_BOOTSTRAP_DAYS", "BACKCOURT_CONCURRENCY", "BACKCOURT_LEASE_SECONDS",
    "BACKCOURT_CELL_SECONDS", "BACKCOURT_SLOWED", "BACKCOURT_LOG_LEVEL", "BACKCOURT_API_HOST", "BACKCOURT_API_PORT",
    "BACKCOURT_API_TOKEN", "BACKCOURT_DAILY", "BACKCOURT_ALERT_WEBHOOK", "BACKCOURT_ALERT_QUIET_MINUTES",
    "BACKCOURT_ALERT_HEARTBEAT_HOURS", "BACKCOURT_TELEMETRY_HOST", "BACKCOURT_TELEMETRY_PORT",
    "BACKCOURT_SUPERVISED", "BACKCOURT_COORDINATOR_URL", "BACKCOURT_DATA",
  ]

  /// The settings in an environment.
  ///
  /// - Throws: ``SettingsError`` for a value that is not usable, or a variable that does not exist.
  public init(environment: [String: String]) throws(SettingsError) {
    for name in environment.keys.sorted() where name.hasPrefix("BACKCOURT_") && !Self.variables.contains(name) {
      throw .unknown(name: name, nearest: Self.variables.min { $0.distance(to: name) < $1.distance(to: name) })
    }
    let reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
    func text(_ key: ConfigKey) -> String? {
      reader.string(forKey: key).flatMap { $0.isEmpty ? nil : $0 }
    }
    func number(_ key: ConfigKey, _ name: String, _ range: ClosedRange<Int>, _ fallback: Int) throws(SettingsError)
      -> Int
    {
      guard let value = text(key) else { return fallback }
      guard let number = Int(value), range.contains(number) else {
        throw .invalid(
          name: name, value: value, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    func choice<T>(
      _ key: ConfigKey, _ name: String, _ expected: String, _ fallback: T, _ make: (String) -> T?
    ) throws(SettingsError) -> T {
      guard let value = text(key) else { return fallback }
      guard let made = make(value) else { throw .invalid(name: name, value: value, expected: expected) }
      return made
    }
    let dataDirectory = text("backcourt.data.dir") ?? "var"
    self.dataDirectory = dataDirectory
    let address = reader.string(forKey: "backcourt.warehouse", isSecret: true)
    guard let warehouse = WarehouseAddress(address, dataDirectory: dataDirectory) else {
      throw .invalid(
        name: WarehouseAddress.variable, value: "…", expected: "postgresql://user@host:5432/database or sqlite:FILE")
    }
    self.warehouse = warehouse
    payloads = text("backcourt.payloads")
    documents = text("backcourt.documents")
    bootstrapServers = text("kafka.bootstrap.servers")
    isBrokerEmbedded = try choice("backcourt.broker", "BACKCOURT_BROKER", "kafka or embedded", false) {
      ["kafka": false, "embedded": true][$0]
    }
    source = text("backcourt.source")
    bootstrapDays = try number("backcourt.bootstrap.days", "BACKCOURT_BOOTSTRAP_DAYS", 0...366, 7)
    concurrency = try number("backcourt.concurrency", "BACKCOURT_CONCURRENCY", 1...64, 1)
    leaseSeconds = try number("backcourt.lease.seconds", "BACKCOURT_LEASE_SECONDS", 5...60, 30)
    cellSeconds = try number("backcourt.cell.seconds", "BACKCOURT_CELL_SECONDS", 10...3600, 300)
    slowed = try choice("backcourt.slowed", "BACKCOURT_SLOWED", "phases with milliseconds, as phase4:50", [:]) { text in
      var slowed: [Phase: Duration] = [:]
      for part in text.split(separator: ",") {
        let words = part.split(separator: ":")
        guard words.count == 2, let phase = Phase(String(words[0])), let milliseconds = Int(words[1]),
          (0...60_000).contains(milliseconds)
        else { return nil }
        slowed[phase] = .milliseconds(milliseconds)
      }
      return slowed
    }
    let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
    logLevel = try choice("backcourt.log.level", "BACKCOURT_LOG_LEVEL", "one of \(levels)", .info) {
      Logger.Level(rawValue: $0)
    }
    apiHost = text("backcourt.api.host") ?? "127.0.0.1"
    apiPort = try number("backcourt.api.port", "BACKCOURT_API_PORT", 0...65_535, 8420)
    apiToken = reader.string(forKey: "backcourt.api.token", isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
    alertWebhook = reader.string(forKey: "backcourt.alert.webhook", isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
    alertQuietMinutes = try number("backcourt.alert.quiet.minutes", "BACKCOURT_ALERT_QUIET_MINUTES", 1...1440, 60)
    alertHeartbeatHours = try number(
      "backcourt.alert.heartbeat.hours", "BACKCOURT_ALERT_HEARTBEAT_HOURS", 0...168, 24)
    isDaily = try choice("backcourt.daily", "BACKCOURT_DAILY", "true or false", false) { Bool($0) }
    telemetryHost = text("backcourt.telemetry.host") ?? "127.0.0.1"
    let telemetryPort = try number("backcourt.telemetry.port", "BACKCOURT_TELEMETRY_PORT", 0...65_535, -1)
    self.telemetryPort = telemetryPort < 0 ? nil : telemetryPort
    isSupervised = try choice("backcourt.supervised", "BACKCOURT_SUPERVISED", "true or false", false) { Bool($0) }
  }

  /// The warehouse's file.
  public var warehousePath: String { dataDirectory + "/warehouse.sqlite" }
}

/// Why an environment is not usable.
public enum SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A variable with our prefix that does not exist.
  case unknown(name: String, nearest: String?)
  /// A value that is not usable.
  case invalid(name: String, value: String, expected: String)
  /// A variable that this service cannot do without.
  case missing(name: String, meaning: String)

  /// What is wrong, and what to set.
  public var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "the environment variable \(name) is not known\(nearest.map { "; did you mean \($0)?" } ?? "")"
    case .invalid(let name, let value, let expected): "\(name) is '\(value)'; set it to \(expected)"
    case .missing(let name, let meaning): "\(name) is not set; it says \(meaning)"
    }
  }
}

extension String {
  /// Edits (insert, drop, replace) from one text to another.
  fileprivate func distance(to other: String) -> Int {
    let right = Array(other.utf8)
    var row = Array(0...right.count)
    for (i, a) in self.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = Swift.min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}

extension Settings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The data folder: whoever prints a service prints its settings, and there are secrets among them.
  public var description: String { "settings of \(dataDirectory)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
