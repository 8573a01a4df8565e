import Foundation

/// What we read of the library's report on itself.
struct KafkaStatistics: Decodable {
  private struct Broker: Decodable {
    let state: String
  }

  private struct Topic: Decodable {
    struct Partition: Decodable {
      let consumerLag: Int

      enum CodingKeys: String, CodingKey {
        case consumerLag = "consumer_lag"
      }
    }

    let partitions: [String: Partition]
  }

  private let brokers: [String: Broker]
  private let topics: [String: Topic]

  init(json: String) throws {
    self = try JSONDecoder().decode(KafkaStatistics.self, from: Data(json.utf8))
  }

  /// Whether a connection to any broker stands.
  var isConnected: Bool { brokers.values.contains { $0.state == "UP" } }

  /// Messages behind the ends of the assigned partitions; nil while no partition's lag is known.
  var lag: Int? {
    let known = topics.values.flatMap(\.partitions.values).map(\.consumerLag).filter { $0 >= 0 }
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
