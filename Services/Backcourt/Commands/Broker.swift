import ArgumentParser
import BusKafka
import Contracts
import Foundation
import UnixSignals

struct Broker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the embedded broker by itself, on loopback, for tests of services that are started by other means.",
    discussion: """
      Writes its address to the file `broker` in the data folder, and runs until Ctrl-C. It keeps nothing: use Kafka for \
      everything else.
      """)

  @OptionGroup var data: DataOptions
  @Option(name: .long, help: "Partitions of each topic.")
  var partitions = Topic.partitions

  func validate() throws {
    guard (1...1000).contains(partitions) else { throw ValidationError("--partitions is 1 to 1000.") }
  }

  func run() async throws {
    let broker = try EmbeddedBroker(topics: Topic.all.map(\.name), partitions: partitions)
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try FileManager.default.createDirectory(atPath: data.data, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: data.data + "/broker")
    try Data(broker.bootstrapServers.utf8).write(to: file, options: .atomic)
    print(broker.bootstrapServers)
    fflush(nil)
    for await _ in signals { break }
    broker.close()
    try FileManager.default.removeItem(at: file)
  }
}
