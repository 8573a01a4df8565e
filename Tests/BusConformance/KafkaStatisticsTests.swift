import Testing

@testable import BusKafka

@Suite struct KafkaStatisticsTests {
  private func json(state: String, lags: [Int]) -> String {
    let partitions = lags.enumerated().map { "\"\($0.offset)\": {\"consumer_lag\": \($0.element), \"x\": 1}" }
    return """
      {"name": "c", "brokers": {"b/1": {"state": "\(state)", "nodeid": 1}},
       "topics": {"t": {"partitions": {\(partitions.joined(separator: ", "))}}}}
      """
  }

  @Test("the lag is the sum of what is known, and not known while nothing is")
  func lag() throws {
    #expect(try KafkaStatistics(json: json(state: "UP", lags: [3, -1, 4])).lag == 7)
    #expect(try KafkaStatistics(json: json(state: "UP", lags: [-1, -1])).lag == nil)
    #expect(try KafkaStatistics(json: json(state: "UP", lags: [0, -1])).lag == 0)
  }

  @Test("a connection stands when any broker is up")
  func connection() throws {
    #expect(try KafkaStatistics(json: json(state: "UP", lags: [])).isConnected)
    #expect(try !KafkaStatistics(json: json(state: "TRY_CONNECT", lags: [])).isConnected)
  }
}
