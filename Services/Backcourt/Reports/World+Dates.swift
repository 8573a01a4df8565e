import Contracts
import League
import Ledger
import Pipeline
import Reports

extension World {
  /// Refuses a selection without a game date where some are planned: an answer about nothing looks like good news.
  ///
  /// - Throws: ``CommandOutcome`` with the seasons that are planned.
  func demandDates(of selection: DateSelection) throws {
    var world = self
    guard !selection.isEmpty, world.dates(selection).isEmpty else { return }
    let seasons = world.plannedSeasons
    guard !seasons.isEmpty else { return }
    throw CommandOutcome(
      code: CommandOutcome.nothingSelected, message: "no game date is selected; planned are \(words(for: seasons))")
  }

  /// Refuses a date on which a table has no cell and none is planned.
  ///
  /// - Throws: ``CommandOutcome`` with the game dates beside it, or the date of the season that the table has a cell for.
  func demandCell(of table: TableInfo, on date: GameDate) throws {
    var world = self
    guard world.mirror[CellKey(table.name, date)] == nil else { return }
    let seasons = world.plannedSeasons
    guard !seasons.isEmpty else { return }
    let season = Season(nominal: date)
    if table.grain == .season, date == season.partitionDate { return }
    if table.grain == .season, seasons.contains(season) {
      throw CommandOutcome(
        code: CommandOutcome.nothingSelected,
        message: "\(table.name) is made season by season; its cell of \(season.label) is on \(season.partitionDate)")
    }
    let dates = seasons.flatMap { world.mirror.gameDates(of: $0) ?? [] }
    guard !dates.contains(date) else { return }
    let beside = [dates.last { $0 < date }, dates.first { $0 > date }].compactMap { $0.map { "\($0)" } }
    throw CommandOutcome(
      code: CommandOutcome.nothingSelected,
      message: "\(date) is no game date of \(words(for: seasons)); beside it \(beside.count == 1 ? "is" : "are") "
        + beside.joined(separator: " and "))
  }

  private var plannedSeasons: [Season] {
    mutating get { mirror.seasons.filter { mirror.gameDates(of: $0)?.isEmpty == false } }
  }

  private func words(for seasons: [Season]) -> String {
    seasons.count < 3
      ? seasons.map(\.label).joined(separator: " and ")
      : "the seasons \(seasons[0].label) to \(seasons[seasons.count - 1].label)"
  }
}
