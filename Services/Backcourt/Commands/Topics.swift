import ArgumentParser
import Bus
import BusKafka
import Contracts
import Foundation

struct Topics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the topics that the bus does not have yet.",
    discussion: "Waits a minute for a bus that is not up yet. Topics that are there stay as they are.")

  @Option(name: .long, help: "Where the bus is, as host:port.")
  var bootstrapServers: String?
  @Option(name: .long, help: "Partitions of each new topic: the most processes that a phase can use.")
  var partitions = Topic.partitions
  @Option(name: .long, help: "Copies of each partition that the bus keeps.")
  var replication = 1

  func validate() throws {
    guard (1...1000).contains(partitions), (1...10).contains(replication) else {
      throw ValidationError("--partitions is 1 to 1000, --replication 1 to 10.")
    }
  }

  func run() async throws {
    guard let bootstrapServers = bootstrapServers ?? ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"]
    else {
      throw ValidationError("Say where the bus is: --bootstrap-servers host:port or KAFKA_BOOTSTRAP_SERVERS.")
    }
    let admin = KafkaAdmin(settings: KafkaSettings(bootstrapServers: bootstrapServers, clientID: "backcourt topics"))
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      do throws(BusError) {
        let there = try await admin.topics()
        let missing = Topic.all.map(\.name).filter { there[$0] == nil }
        try await admin.createTopics(missing, partitions: partitions, replication: replication)
        print("\(Topic.all.count) topics are there, \(missing.count) of them new")
        return
      } catch {
        guard error.isRetryable, ContinuousClock.now < deadline else {
          throw CommandOutcome(code: CommandOutcome.failed, message: "\(error)")
        }
        try await Task.sleep(for: .seconds(1))  // start-up of a foreign process: nothing wakes us
      }
    }
  }
}
