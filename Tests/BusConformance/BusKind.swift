import Foundation
import Testing

/// The implementations that the suite runs over.
enum BusKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case inMemory = "in memory"
  case embedded = "Kafka client, embedded broker"
  case apacheKafka = "Kafka client, Apache Kafka"

  var testDescription: String { rawValue }

  /// Where the Apache Kafka is, if there is one to test with.
  static let realServers = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"]

  /// Those that can be tested here.
  static var available: [BusKind] { allCases.filter { $0 != .apacheKafka || realServers != nil } }

  /// Those whose broker can be taken away.
  static let withOutage: [BusKind] = [.embedded]

  /// Those that know a topic that does not exist. The embedded broker makes up every topic it is asked for.
  static var refusingUnknownTopics: [BusKind] { available.filter { $0 != .embedded } }

  /// Those over the network.
  static var networked: [BusKind] { available.filter { $0 != .inMemory } }
}
