import League
import Testing

@Suite struct LineTests {
  @Test("E6 a whole-number line can push")
  func e6() {
    #expect(PropResult(points: 25, line: 24.5) == .over)
    #expect(PropResult(points: 24, line: 24) == .push)
    #expect(PropResult(points: 24, line: 24) != .over)
    #expect(PropResult(points: 20, line: 24.5) == .under)
  }

  @Test("E10 streaks pass over a push and stop at the first miss")
  func e10() {
    let points = [27, 25, 24, 30]
    #expect(PropStreak(pointsNewestFirst: points, line: 24.5).over == 2)
    #expect(PropStreak(pointsNewestFirst: points, line: 25).over == 1)
    #expect(PropStreak(pointsNewestFirst: points, line: 25).under == 0)
    #expect(PropStreak(pointsNewestFirst: points, line: 28.5).under == 3)
    #expect(PropStreak(pointsNewestFirst: points, line: 28.5).over == 0)
    #expect(PropStreak(pointsNewestFirst: [], line: 20.5) == PropStreak(pointsNewestFirst: [20], line: 20))
  }

  @Test("E13 DraftKings' closing line is the line, and its own opening the opening")
  func e13() throws {
    let draftKings = [
      PropQuote(book: "draftkings", line: 23.5, minutesBeforeTip: 600),
      PropQuote(book: "draftkings", line: 24.5, minutesBeforeTip: 10),
    ]
    let others = [
      PropQuote(book: "fanduel", line: 25.5, minutesBeforeTip: 10),
      PropQuote(book: "betmgm", line: 24.5, minutesBeforeTip: 10),
    ]
    let line = try #require(PropLine(quotes: others + draftKings))
    #expect(line.line == 24.5)
    #expect(line.source == "draftkings")
    #expect(line.openingLine == 23.5)
    #expect(line.movement == 1.0)
    #expect(try #require(PropLine(quotes: others)).source == "fanduel")
  }

  @Test("R72: quotes from after the tip-off are not lines")
  func inGameQuotes() throws {
    let line = try #require(
      PropLine(quotes: [
        PropQuote(book: "draftkings", line: 24.5, minutesBeforeTip: 0),
        PropQuote(book: "draftkings", line: 31.5, minutesBeforeTip: -40),
      ]))
    #expect(line.line == 24.5)
    #expect(PropLine(quotes: [PropQuote(book: "draftkings", line: 31.5, minutesBeforeTip: -1)]) == nil)
  }

  @Test("without DraftKings and FanDuel it is the median of the books to the half point, ties down")
  func medianLine() throws {
    let quotes = [
      PropQuote(book: "betmgm", line: 24.5, minutesBeforeTip: 10),
      PropQuote(book: "caesars", line: 25, minutesBeforeTip: 10),
      PropQuote(book: "consensus", line: 40, minutesBeforeTip: 10),
    ]
    let line = try #require(PropLine(quotes: quotes))
    #expect(line.line == 24.5)
    #expect(line.source == "median")
    #expect(line.openingLine == nil)
    let consensus = try #require(PropLine(quotes: quotes.suffix(1)))
    #expect(consensus.source == "consensus")
    #expect(consensus.line == 40)
  }

  @Test("one moment is no movement, unless the provider states the opening")
  func singleMoment() throws {
    let single = try #require(PropLine(quotes: [PropQuote(book: "draftkings", line: 20.5)]))
    #expect(single.openingLine == nil)
    #expect(single.movement == nil)
    let stated = try #require(PropLine(quotes: [PropQuote(book: "consensus", line: 20.5, openingLine: 21.5)]))
    #expect(stated.movement == -1)
  }

  @Test("E14 the spread is the median of the home side, not of both sides")
  func e14() throws {
    let line = try #require(
      GameLine(quotes: [
        GameLineQuote(book: "a", homeSpread: 2.5, total: 224.5, minutesBeforeTip: 60),
        GameLineQuote(book: "b", homeSpread: 3.0, total: 224.5, minutesBeforeTip: 60),
      ]))
    #expect(line.spread(isHome: true) == 2.75)
    #expect(line.spread(isHome: false) == -2.75)
    #expect(line.homeSpread != 0)
    #expect(line.total == 224.5)
    #expect(line.impliedPoints(isHome: false) == 113.625)
    #expect(line.impliedPoints(isHome: true) == 110.875)
    #expect(line.openingHomeSpread == nil)
    #expect(line.books == 2)
  }

  @Test("a game's movement is from each book's first quote to its last, in-game quotes left out")
  func gameLineMovement() throws {
    let line = try #require(
      GameLine(quotes: [
        GameLineQuote(book: "a", homeSpread: -9, total: 250, minutesBeforeTip: -5),
        GameLineQuote(book: "a", homeSpread: -3.5, total: 220, minutesBeforeTip: 30),
        GameLineQuote(book: "a", homeSpread: -2, total: 222, minutesBeforeTip: 900),
      ]))
    #expect(line.homeSpread == -3.5)
    #expect(line.openingHomeSpread == -2)
    #expect(line.openingTotal == 222)
    #expect(GameLine(quotes: [GameLineQuote(book: "a", homeSpread: nil, total: nil)]) == nil)
  }
}
