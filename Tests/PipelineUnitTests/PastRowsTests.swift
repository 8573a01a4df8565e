import League
import Pipeline
import TestKit
import Testing

@Suite("The past as of a date")
struct PastRowsTests {
  private func row(_ date: GameDate, _ player: Int, _ points: Int = 0) -> PointsRow {
    PointsRow(gameDate: date, player: player, points: points)
  }

  @Test(
    "whatever rows there are, none is of the date or after it, none before it is missing, and they are in order",
    arguments: 0..<20)
  func neverTheFuture(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let start = day("2024-01-01")
    var seen: Set<[Int]> = []
    let rows = (0..<300).compactMap { _ -> PointsRow? in
      let (offset, player) = (Int.random(in: 0..<60, using: &random), Int.random(in: 1...8, using: &random))
      guard seen.insert([offset, player]).inserted else { return nil }
      return row(start.adding(days: offset), player, Int.random(in: 0...40, using: &random))
    }.shuffled(using: &random)
    for _ in 0..<30 {
      let date = start.adding(days: Int.random(in: -2...62, using: &random))
      let past = PastRows(rows, before: date)
      for player in 1...9 {
        let truth = rows.filter { $0.player == player && $0.gameDate < date }.sorted { $0.gameDate < $1.gameDate }
        #expect(Array(past.of(player)) == truth)
        let count = Int.random(in: 0...12, using: &random)
        #expect(Array(past.last(count, of: player)) == truth.suffix(count))
        let since = start.adding(days: Int.random(in: -2...62, using: &random))
        #expect(Array(past.of(player, since: since)) == truth.filter { $0.gameDate >= since })
      }
      #expect(Set(past.entities) == Set(rows.filter { $0.gameDate < date }.map(\.player)))
    }
  }

  @Test("an entity without a past has no rows and is not listed")
  func noPast() {
    let past = PastRows([row(day("2024-01-15"), 1)], before: day("2024-01-15"))
    #expect(past.of(1).isEmpty)
    #expect(past.last(5, of: 1).isEmpty)
    #expect(past.of(1, since: day("2024-01-01")).isEmpty)
    #expect(past.entities.isEmpty)
  }
}

@Suite("Rows of an entity")
struct EntityRowsTests {
  @Test("a window reaches past what is unwanted until it is full, in order")
  func lastKeeping() {
    let numbers = EntityRows(1...10)
    #expect(Array(numbers.last(3) { $0.isMultiple(of: 2) }) == [6, 8, 10])
    #expect(Array(numbers.last(3) { $0 > 0 }) == [8, 9, 10])
    #expect(Array(numbers.last(20) { $0 > 8 }) == [9, 10])
    #expect(Array(numbers.keeping { $0 < 3 }) == [1, 2])
    #expect(numbers.keeping { $0 > 0 } == numbers)
  }

  @Test("later rows follow, and a part keeps its rows whatever follows the whole")
  func later() {
    let numbers = EntityRows(1...4)
    let part = numbers.suffix(2)
    #expect(Array(numbers + [5, 6]) == [1, 2, 3, 4, 5, 6])
    #expect(Array(part + [7]) == [3, 4, 7])
    #expect(Array(part) == [3, 4])
    #expect((numbers + []) == numbers)
  }
}

@Suite("What a table may see")
struct AsOfViewTests {
  @Test("an input that is not declared is refused with the table's name")
  func undeclared() throws {
    let view = AsOfView(date: day("2024-01-15"), season: Season(startYear: 2023), contents: AsOfView.Contents())
    #expect(throws: PipelineError.undeclaredRead("feed_points")) { try view[SameDate<PointsRow>()] }
  }

  @Test("a same-date input and a history of one table are two inputs")
  func twoInputs() throws {
    let date = day("2024-01-15")
    var contents = AsOfView.Contents()
    contents[SameDate<PointsRow>()] = [PointsRow(gameDate: date, player: 1)]
    let view = AsOfView(date: date, season: Season(startYear: 2023), contents: contents)
    #expect(try view[SameDate<PointsRow>()].count == 1)
    #expect(throws: PipelineError.self) { try view[History<PointsRow>()] }
    #expect(throws: PipelineError.self) { try view[History<PointsRow>(seasons: 2)] }
  }
}
