import Testing

@testable import Bus

/// What every bus does with groups: sharing, leaving, dying, redelivery.
@Suite(.timeLimit(.minutes(1))) struct GroupConformance {
  @Test(
    "what was settled contiguously is not delivered again after a clean leave; all else is, in order",
    arguments: BusKind.available)
  func cleanLeave(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      try await stage.publish((0..<10).map { stage.message("k", "#\($0)") })
      let first = try await stage.join()
      var taken: [Delivery] = []
      for _ in 0..<8 { taken.append(try #require(await first.subscription.next())) }
      for index in [4, 2, 0, 1, 3, 7] { taken[index].settle() }
      await first.subscription.close()
      taken[5].settle()

      let second = try await stage.join()
      var again: [String] = []
      for _ in 0..<5 {
        let delivery = try #require(await second.subscription.next())
        again.append(String(decoding: delivery.message.body, as: UTF8.self))
      }
      #expect(again == ["#5", "#6", "#7", "#8", "#9"])
    }
  }

  @Test("groups do not share: each gets every message", arguments: BusKind.available)
  func groupsAreApart(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let audiences = [Audience(), Audience()]
      for (number, audience) in audiences.enumerated() {
        _ = audience.seat("only", try await stage.join(group: "\(stage.group)-\(number)"))
      }
      try await stage.publish((0..<50).map { stage.message("k\($0)", "#\($0)") })
      await eventually("both groups have all") { audiences.allSatisfy { $0.bodies.count == 50 } }
    }
  }

  @Test(
    "two members share the partitions; when one leaves, the other takes all; nothing is lost and order holds",
    arguments: BusKind.available)
  func leaving(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let audience = Audience()
      let first = audience.seat("first", try await stage.join())
      await eventually("the first has all partitions") { first.member.subscription.state.partitions == 12 }
      try await stage.publish((0..<60).map { stage.message("k\($0 % 15)", "before#\($0)") })
      let second = audience.seat("second", try await stage.join())
      await eventually("they share") {
        first.member.subscription.state.partitions == 6 && second.member.subscription.state.partitions == 6
      }
      try await stage.publish((60..<120).map { stage.message("k\($0 % 15)", "shared#\($0)") })
      await eventually("all were handled") { audience.bodies.count == 120 }
      #expect(Set(audience.all.map(\.member)) == ["first", "second"])

      try await first.leave()
      await eventually("the second has all partitions") { second.member.subscription.state.partitions == 12 }
      try await stage.publish((120..<180).map { stage.message("k\($0 % 15)", "after#\($0)") })
      await eventually("all were handled") { audience.bodies.count == 180 }
      #expect(audience.isOrderedPerKey())
      try await second.leave()
    }
  }

  @Test(
    "of three members one dies with work in flight: the others take its share, and its unsettled messages come again",
    arguments: BusKind.available)
  func dying(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let audience = Audience()
      let settledByVictim = Locked<Set<String>>([])
      // The victim settles some, and hangs on the others until it dies.
      let victim = audience.seat("victim", try await stage.join()) { delivery in
        let body = String(decoding: delivery.message.body, as: UTF8.self)
        if (Int(body.dropFirst()) ?? 0) % 3 == 0 { try await Task.sleep(for: .seconds(600)) }
        settledByVictim.update { _ = $0.insert(body) }
      }
      let others = [
        audience.seat("second", try await stage.join()), audience.seat("third", try await stage.join()),
      ]
      await eventually("all three share") {
        ([victim] + others).allSatisfy { $0.member.subscription.state.partitions == 4 }
      }
      try await stage.publish((0..<90).map { stage.message("k\($0)", "#\($0)") })
      await eventually("the victim hangs, the others are done") {
        victim.consumer.state.running == 8
          || audience.bodies.count == 90 && others.allSatisfy { $0.consumer.state.running == 0 }
      }
      await victim.die()
      let owed = Set((0..<90).map { "#\($0)" }).subtracting(settledByVictim.value)
      await eventually("the survivors have taken over") {
        others.allSatisfy { $0.member.subscription.state.partitions == 6 }
      }
      await eventually("all that the victim owed was handled") {
        Set(audience.all.filter { $0.member != "victim" }.map(\.body)).isSuperset(of: owed)
      }
      for seat in others { try await seat.leave() }
    }
  }

  @Test("a crash amid concurrent settles out of order skips nothing", arguments: BusKind.available)
  func crashSkipsNothing(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let wanted = Set((0..<600).map { "#\($0)" })
      try await stage.publish((0..<600).map { stage.message("k\($0 % 97)", "#\($0)") })
      let finished = Locked<Set<String>>([])
      let crashed = Audience()
      let victim = crashed.seat("victim", try await stage.join(), concurrent: 16) { delivery in
        let body = String(decoding: delivery.message.body, as: UTF8.self)
        if Int.random(in: 0..<20) == 0 { try await Task.sleep(for: .seconds(600)) }
        try await Task.sleep(for: .microseconds(Int.random(in: 0..<2_000)))
        finished.update { _ = $0.insert(body) }
      }
      await eventually("every handler hangs") { victim.consumer.state.running == 16 && finished.value.count > 50 }
      await victim.die()
      let audience = Audience()
      let heir = audience.seat("heir", try await stage.join())
      await eventually("nothing is missing") { finished.value.union(audience.bodies) == wanted }
      try await heir.leave()
    }
  }
}
