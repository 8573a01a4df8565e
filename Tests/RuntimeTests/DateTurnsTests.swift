import League
import TestKit
import Testing

@testable import Runtime

@Suite("Turns on a date")
struct DateTurnsTests {
  private let date = day("2024-01-15")

  @Test("one at a time, in the order of arrival; another date is free")
  func order() async throws {
    let turns = DateTurns()
    #expect(turns.takeIfFree(date))
    #expect(!turns.takeIfFree(date))
    #expect(turns.takeIfFree(date.adding(days: 1)))
    let had = Locked<[Int]>([])
    let arrived = Locked(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...3 {
        group.addTask {
          arrived.update { $0 += 1 }
          await turns.take(date)
          had.update { $0.append(number) }
        }
        try await eventually("\(number) has come") { arrived.value == number }
      }
      #expect(had.value.isEmpty)
      for count in 1...3 {
        turns.leave(date)
        try await eventually("the next one has it") { had.value.count == count }
        #expect(!turns.takeIfFree(date))
      }
    }
    #expect(Set(had.value) == [1, 2, 3])
    turns.leave(date)
    #expect(turns.takeIfFree(date))
  }
}
