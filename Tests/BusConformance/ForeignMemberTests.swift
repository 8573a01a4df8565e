import Foundation
import Testing

@testable import Bus
@testable import BusKafka

/// Another program, written by others, in the same group and on the same topic. Needs `kcat`.
@Suite(.enabled(if: Kcat.isInstalled), .timeLimit(.minutes(1))) struct ForeignMemberTests {
  @Test("a member in another process that is killed without warning leaves all its messages to us")
  func killed() async throws {
    try await Stage.play(.embedded) { stage in
      let settings = try #require(stage.settings)
      try await stage.publish((0..<60).map { stage.message("k\($0)", "#\($0)") })
      let kcat = try Kcat(
        ["-G", stage.group, "-b", settings.bootstrapServers, "-q", "-u", "-f", "%s\\n"]
          + [
            "partition.assignment.strategy=range", "session.timeout.ms=6000", "heartbeat.interval.ms=500",
            "enable.auto.commit=false", "auto.offset.reset=earliest",
          ].flatMap { ["-X", $0] } + [stage.topic])
      await eventually("the other process has read all") { kcat.output.contains("#59") && kcat.output.contains("#0\n") }
      let audience = Audience()
      let seat = audience.seat("ours", try await stage.join())
      await eventually("we share") { seat.member.subscription.state.partitions == 6 }
      kcat.kill()
      await eventually("we have all partitions") { seat.member.subscription.state.partitions == 12 }
      await eventually("we have all messages") { audience.bodies.count == 60 }
      try await seat.leave()
    }
  }

  @Test("what another client publishes by hand arrives, and what we publish another client reads")
  func bothWays() async throws {
    try await Stage.play(.embedded) { stage in
      let servers = try #require(stage.settings).bootstrapServers
      let member = try await stage.join()
      let writer = try Kcat(
        ["-P", "-b", servers, "-t", stage.topic, "-K:", "-H", "ce_type=demo"] + [
          "-X", "topic.partitioner=murmur2_random",
        ],
        input: "2024-01-15:{\"from\":\"phase3\"}\n")
      let delivery = try #require(await member.subscription.next())
      #expect(delivery.message.key == "2024-01-15")
      #expect(delivery.message[header: "ce_type"] == "demo")
      #expect(delivery.message.body == Array("{\"from\":\"phase3\"}".utf8))
      #expect(delivery.partition == KeyHash.partition(of: "2024-01-15", count: 12))
      writer.kill()

      try await stage.bus.publish(
        Message(topic: stage.topic, key: "2024-02-01", headers: [.init("traceparent", "00")], body: Array("hi".utf8)))
      let reader = try Kcat(
        ["-C", "-b", servers, "-t", stage.topic, "-o", "beginning", "-q", "-u", "-f", "%k|%h|%s|%p\\n"])
      let partition = KeyHash.partition(of: "2024-02-01", count: 12)
      await eventually("it reads ours") { reader.output.contains("2024-02-01|traceparent=00|hi|\(partition)\n") }
      reader.kill()
    }
  }
}
