import Contracts
import Logging
import Runtime
import Testing
import Warehouse

@Suite("Settings")
struct SettingsTests {
  private func refusal(_ environment: [String: String]) -> SettingsError? {
    do throws(SettingsError) {
      _ = try Settings(environment: environment)
      return nil
    } catch {
      return error
    }
  }

  @Test("an empty environment gives the documented defaults")
  func defaults() throws {
    let settings = try Settings(environment: ["HOME": "/root", "PATH": "/bin"])
    #expect(settings.dataDirectory == "var")
    #expect(settings.warehousePath == "var/warehouse.sqlite")
    #expect(settings.bootstrapServers == nil)
    #expect(!settings.isBrokerEmbedded)
    #expect(settings.source == nil)
    #expect(settings.bootstrapDays == 7)
    #expect(settings.concurrency == 1)
    #expect(settings.leaseSeconds == 30)
    #expect(settings.cellSeconds == 300)
    #expect(settings.logLevel == .info)
    #expect(settings.apiHost == "127.0.0.1")
    #expect(settings.apiPort == 8420)
    #expect(settings.apiToken == nil)
    #expect(!settings.isSupervised)
  }

  @Test("every variable is taken")
  func everything() throws {
    let settings = try Settings(environment: [
      "BACKCOURT_DATA_DIR": "/data", "KAFKA_BOOTSTRAP_SERVERS": "a:1,b:2", "BACKCOURT_BROKER": "embedded",
      "BACKCOURT_SOURCE": "archive:/x", "BACKCOURT_BOOTSTRAP_DAYS": "14", "BACKCOURT_CONCURRENCY": "64",
      "BACKCOURT_LEASE_SECONDS": "5", "BACKCOURT_CELL_SECONDS": "60", "BACKCOURT_LOG_LEVEL": "debug",
      "BACKCOURT_API_HOST": "0.0.0.0", "BACKCOURT_API_PORT": "0", "BACKCOURT_API_TOKEN": "secret",
      "BACKCOURT_SUPERVISED": "true",
    ])
    #expect(settings.warehousePath == "/data/warehouse.sqlite")
    #expect(settings.bootstrapServers == "a:1,b:2")
    #expect(settings.isBrokerEmbedded && settings.isSupervised)
    #expect(settings.source == "archive:/x")
    #expect(settings.bootstrapDays == 14)
    #expect(settings.concurrency == 64)
    #expect(settings.leaseSeconds == 5)
    #expect(settings.cellSeconds == 60)
    #expect(settings.apiPort == 0)
    #expect(settings.logLevel == .debug)
    #expect(settings.apiHost == "0.0.0.0")
    #expect(settings.apiToken == "secret")
  }

  @Test("a variable that is set to nothing counts as not set")
  func empty() throws {
    let names = Settings.variables + ["KAFKA_BOOTSTRAP_SERVERS"]
    #expect(
      try Settings(environment: Dictionary(uniqueKeysWithValues: names.map { ($0, "") })) == Settings(environment: [:]))
  }

  @Test("a service without a bus says which variable it needs")
  func missing() async throws {
    let settings = try Settings(environment: [:])
    await #expect(
      throws: SettingsError.missing(name: "KAFKA_BOOTSTRAP_SERVERS", meaning: "where the bus is, as host:port")
    ) {
      try await ServiceEnvironment.open(settings, service: "phase3")
    }
  }

  static let bad: [(String, String, String)] = [
    ("BACKCOURT_BROKER", "rabbit", "kafka or embedded"),
    ("BACKCOURT_BOOTSTRAP_DAYS", "seven", "a whole number from 0 to 366"),
    ("BACKCOURT_BOOTSTRAP_DAYS", "-1", "a whole number from 0 to 366"),
    ("BACKCOURT_BOOTSTRAP_DAYS", "367", "a whole number from 0 to 366"),
    ("BACKCOURT_CONCURRENCY", "0", "a whole number from 1 to 64"),
    ("BACKCOURT_CONCURRENCY", "65", "a whole number from 1 to 64"),
    ("BACKCOURT_CONCURRENCY", "1.5", "a whole number from 1 to 64"),
    ("BACKCOURT_LEASE_SECONDS", "4", "a whole number from 5 to 60"),
    ("BACKCOURT_LEASE_SECONDS", "61", "a whole number from 5 to 60"),
    ("BACKCOURT_LOG_LEVEL", "loud", "one of trace, debug, info, notice, warning, error, critical"),
    ("BACKCOURT_API_PORT", "65536", "a whole number from 0 to 65535"),
    ("BACKCOURT_API_PORT", "http", "a whole number from 0 to 65535"),
    ("BACKCOURT_SUPERVISED", "yes", "true or false"),
  ]

  @Test("a value that is not usable is refused with its name and what to set it to", arguments: bad)
  func badValue(name: String, value: String, expected: String) {
    #expect(refusal([name: value]) == .invalid(name: name, value: value, expected: expected))
  }

  @Test(
    "a misspelt variable is refused with the one that was probably meant",
    arguments: [
      ("BACKCOURT_BOOTSTRAP_DAY", "BACKCOURT_BOOTSTRAP_DAYS"), ("BACKCOURT_LOGLEVEL", "BACKCOURT_LOG_LEVEL"),
      ("BACKCOURT_DATA_FOLDER", "BACKCOURT_DATA_DIR"), ("BACKCOURT_API_PROT", "BACKCOURT_API_PORT"),
    ])
  func misspelt(name: String, meant: String) {
    #expect(refusal([name: "1"]) == .unknown(name: name, nearest: meant))
    #expect(refusal([name: "1"])?.description.hasSuffix("did you mean \(meant)?") == true)
  }

  @Test("settings show no secret, however they are printed")
  func secrets() throws {
    let settings = try Settings(environment: [
      "BACKCOURT_API_TOKEN": "marker", "BACKCOURT_WAREHOUSE": "postgresql://me:marker@host/x",
    ])
    var shown =
      "\(settings) \(String(reflecting: settings)) \([settings]) \(Optional(settings) as Any) \(settings.warehouse)"
    dump(settings, to: &shown)
    dump(settings.warehouse, to: &shown)
    #expect(!shown.contains("marker"))
  }

  @Test("a phase can be told to wait for each date, in milliseconds")
  func slowed() throws {
    let settings = try Settings(environment: ["BACKCOURT_SLOWED": "phase4:50,predict:7"])
    #expect(settings.slowed == [.precompute: .milliseconds(50), .predict: .milliseconds(7)])
    for text in ["phase4", "phase9:5", "phase4:-1", "phase4:x"] {
      #expect(throws: SettingsError.self) { try Settings(environment: ["BACKCOURT_SLOWED": text]) }
    }
  }
}
