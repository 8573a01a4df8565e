public import ArgumentParser
public import Contracts
import Foundation
public import League
public import Pipeline
import Runtime
import Warehouse

/// Where the data is, and how answers are written.
struct DataOptions: ParsableArguments {
  @Option(name: .long, help: "Folder of warehouse, payloads, documents and logs.", completion: .directory)
  var data: String = ProcessInfo.processInfo.environment["BACKCOURT_DATA_DIR"] ?? "var"

  @Option(
    name: .customLong("warehouse"),
    help: "postgresql://user@host/database instead of the file in the data folder; a password belongs in PGPASSWORD.")
  var store: String?

  /// Where the warehouse is.
  func address() throws -> WarehouseAddress {
    let text = store ?? ProcessInfo.processInfo.environment[WarehouseAddress.variable]
    guard let address = WarehouseAddress(text, dataDirectory: data) else {
      throw ValidationError("--warehouse or BACKCOURT_WAREHOUSE is no postgresql://user@host/database or sqlite:FILE.")
    }
    return address
  }

  /// The warehouse, which must be there.
  func warehouse() throws -> any Warehouse {
    let address = try address()
    if case .file(let path) = address, !FileManager.default.fileExists(atPath: path) {
      throw CommandOutcome(
        code: CommandOutcome.failed,
        message: "there is no warehouse in \(data): nothing was replayed into it yet. `backcourt backfill` does that; "
          + "--data names another folder")
    }
    return try address.open(.existing)
  }
}

/// Machine-readable answers.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Answer in JSON.")
  var json = false

  func show(_ value: some Encodable, text: () -> String) throws {
    guard json else {
      print(text())
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

/// Why something is asked for.
struct ReasonOption: ParsableArguments {
  @Option(name: .long, help: "Why, for the audit.")
  var reason: String?

  /// What the audit says of a run that a command has made of something else than dates.
  func said(after command: String) -> String { reason.map { "\(command): \($0)" } ?? command }
}

/// Why something is done that asks for a reason.
struct DemandedReason: ParsableArguments {
  @Option(name: .long, help: "Why, for the audit.")
  var reason: String

  func validate() throws {
    guard !reason.trimmingCharacters(in: .whitespaces).isEmpty else {
      throw ValidationError("--reason must say why.")
    }
  }
}

/// Which dates are meant.
struct SelectionOptions: ParsableArguments {
  @Option(name: .long, help: "A season, as 2023-24. May be repeated.")
  var season: [Season] = []
  @Option(name: .long, help: "First date, as 2023-10-24.")
  var start: GameDate?
  @Option(name: .long, help: "Last date.")
  var end: GameDate?
  @Option(name: .long, help: "Single dates, separated by commas.")
  var dates: DateList = DateList(dates: [])
  @Option(name: .long, help: "A calendar year.")
  var year: Int?
  @Flag(name: .long, help: "Every season that the source has.")
  var all = false

  var selection: DateSelection {
    DateSelection(seasons: season, start: start, end: end, dates: dates.dates, year: year, all: all)
  }

  func validate() throws {
    if let start, let end, start > end {
      throw ValidationError("--start \(start) is after --end \(end).")
    }
  }
}

/// Dates in one argument.
struct DateList: ExpressibleByArgument {
  var dates: [GameDate]

  init(dates: [GameDate]) { self.dates = dates }

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let dates = parts.compactMap { GameDate($0[...]) }
    guard dates.count == parts.count, !dates.isEmpty else { return nil }
    self.dates = dates
  }

  var defaultValueDescription: String { "none" }
}

/// Tables in one argument.
struct TableList: ExpressibleByArgument {
  var tables: [TableName]

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    tables = parts.compactMap { TableName($0) }
    guard tables.count == parts.count, !tables.isEmpty else { return nil }
  }
}

extension GameDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument[...]) }
}

extension Season: ExpressibleByArgument {
  public init?(argument: String) { self.init(label: argument) }
}

extension Phase: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension RunRequest.Strategy: ExpressibleByArgument {}
extension RunRequest.Mode: ExpressibleByArgument {}
