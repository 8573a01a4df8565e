public import Bus
import BusKafka
public import Ledger
public import Logging
public import Telemetry
public import Warehouse

/// What a service stands on: its settings, and the warehouse, bus, clock and logger that it is given.
///
/// Services open theirs with ``open(_:service:)``; tests make one of their own parts.
public struct ServiceEnvironment: Sendable {
  /// The settings.
  public var settings: Settings
  /// The store of rows and ledger.
  public var warehouse: any Warehouse
  /// The bus.
  public var bus: any Bus
  /// The time.
  public var clock: any WallClock
  /// The service's logger.
  public var logger: Logger
  /// Names this process in leases and history.
  public var owner: String
  /// What the process says of itself when asked for its health.
  public let health = Health()
  /// What it counts and measures.
  public let metrics = MetricRegistry()

  /// An environment of given parts.
  public init(
    settings: Settings, warehouse: any Warehouse, bus: any Bus, clock: any WallClock, logger: Logger, owner: String
  ) {
    self.settings = settings
    self.warehouse = warehouse
    self.bus = bus
    self.clock = clock
    self.logger = logger
    self.owner = owner
  }

  /// The environment of a process of a service. A warehouse that is full or held is waited for.
  ///
  /// - Throws: ``SettingsError``, ``Warehouse/WarehouseError`` or ``Bus/BusError`` when a part cannot be had.
  public static func open(_ settings: Settings, service: String) async throws -> ServiceEnvironment {
    guard let servers = settings.bootstrapServers else {
      throw SettingsError.missing(name: "KAFKA_BOOTSTRAP_SERVERS", meaning: "where the bus is, as host:port")
    }
    let owner = "\(service)@\(HostName.current)/\(HostName.processID)"
    let logger = Logger(label: service)
    let kafka =
      settings.isBrokerEmbedded
      ? KafkaSettings.embedded(bootstrapServers: servers, clientID: owner)
      : KafkaSettings(bootstrapServers: servers, clientID: owner)
    let warehouse = try await PatientStart(clock: SystemWallClock(), logger: logger).begin {
      try settings.warehouse.open(.service)
    }
    return ServiceEnvironment(
      settings: settings, warehouse: warehouse, bus: try KafkaBus(settings: kafka, logger: logger),
      clock: StoreClock(warehouse), logger: logger, owner: owner)
  }
}
