import Warehouse

extension QualityCheck {
  /// The columns that are measured, in the order of the declaration.
  var columns: [String] {
    switch kind {
    case .nulls(let column, _), .share(let column, _), .mean(let column, _), .varies(let column),
      .distinct(let column, _):
      [column]
    case .sum(let columns, _): columns
    case .total(let columns, let total): columns + [total]
    case .rowsPerGame: []
    }
  }

  /// Holds the check against the table that declares it, so that no check is dead from the start.
  ///
  /// - Throws: ``Warehouse/WarehouseError/badDeclaration(_:)``
  func check(against schema: TableSchema, grain: TableInfo.Grain) throws {
    func refuse(_ what: String) -> WarehouseError {
      .badDeclaration("a quality check of \(schema.table) \(what)")
    }
    func column(_ name: String) throws -> TableSchema.Column {
      guard let column = schema.columns.first(where: { $0.name == name }) else {
        throw refuse("names \(name), which is no column of it")
      }
      return column
    }
    func requireNumbers(_ names: [String]) throws {
      for name in names {
        let column = try column(name)
        guard column.storage != .text, !column.isBoolean else {
          throw refuse("adds up \(name), which holds no numbers")
        }
      }
    }
    guard fromRows >= 1 else { throw refuse("judges \(fromRows) rows; `fromRows` starts at 1") }
    if let among {
      guard try column(among).isBoolean else { throw refuse("counts rows among \(among), which is not a boolean") }
    }
    switch kind {
    case .nulls(let name, let most):
      guard try column(name).isNullable else { throw refuse("counts nulls of \(name), which is never null") }
      guard (0..<1).contains(most) else {
        throw refuse("lets \(most) of \(name) be null; a share lies between 0 and 1")
      }
    case .share(let name, let range):
      guard try column(name).isBoolean else { throw refuse("takes a share of \(name), which is not a boolean") }
      guard range.lowerBound >= 0, range.upperBound <= 1, range != 0...1 else {
        throw refuse("wants a share of \(name) in \(range); a share lies between 0 and 1")
      }
    case .mean(let name, _):
      try requireNumbers([name])
    case .varies(let name), .distinct(let name, _):
      _ = try column(name)
    case .sum(let names, _):
      try requireNumbers(names)
    case .total(let names, let total):
      try requireNumbers(names + [total])
    case .rowsPerGame:
      guard grain == .gameDate else { throw refuse("counts rows per game, but its cell is a season's") }
    }
    guard !columns.isEmpty || kind.isRowCount else { throw refuse("adds up no columns") }
  }
}

extension QualityCheck.Kind {
  var isRowCount: Bool {
    if case .rowsPerGame = self { true } else { false }
  }
}
