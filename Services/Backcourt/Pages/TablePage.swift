import Contracts
import League
import Pipeline
import Warehouse

/// The page of one table in `docs/tables`, from its declaration.
struct TablePage {
  let table: TableInfo
  /// Every declared table, for links and for who reads this one.
  let catalog: [TableInfo]

  var path: String { "\(table.name).md" }

  var text: String {
    var parts = [TablePages.notice, "# \(table.name)"]
    if !table.purpose.isEmpty { parts.append(table.purpose) }
    parts.append(facts)
    parts += ["## Reads", reads, "## Columns", columns]
    if !table.quality.isEmpty { parts += ["## Promises", promises] }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var facts: String {
    let readers = catalog.filter { $0.name != table.name && $0.reads.contains { $0.read.table == table.name } }
    let key = (["game_date"] + table.schema.key).map { "`\($0)`" }.joined(separator: ", ")
    var lines = MarkdownTable(head: ["", ""])
    lines.add(["phase", "\(table.phase.rawValue), \(table.phase.word)"])
    lines.add(["version", "\(table.version)"])
    lines.add(["key", key])
    lines.add(["made", table.grain == .season ? "once a season, for all its dates" : table.cadence.words])
    lines.add(["bootstrap dates", table.bootstrap.words])
    lines.add(["expected rows", table.expected.words])
    lines.add(["read by", readers.isEmpty ? "no table" : readers.map { link($0.name.text) }.joined(separator: ", ")])
    return lines.text
  }

  private var reads: String {
    guard !table.reads.isEmpty else { return "Nothing." }
    var lines = MarkdownTable(head: ["what", "which rows", "columns"])
    for declared in table.reads {
      var rows = declared.read.scope.words
      if declared.passesSkipOn { rows += "; left out where that is left out" }
      let columns = declared.columns?.columns.map { "`\($0.name)`" }.joined(separator: ", ")
      lines.add([link(declared.read.table.text), rows, columns ?? ""])
    }
    return lines.text
  }

  private var columns: String {
    var lines = MarkdownTable(head: ["column", "type", "null", "decimals", "range", "meaning"])
    lines.add(["`game_date`", "date, key", "", "", "", "Game date, US Eastern"])
    for column in table.schema.columns {
      lines.add([
        "`\(column.name)`", column.typeName + (column.isKey ? ", key" : ""), column.isNullable ? "yes" : "",
        column.scale.map(String.init) ?? "", column.rangeText, column.meaning,
      ])
    }
    return lines.text
  }

  private var promises: String {
    var lines = MarkdownTable(head: ["promise", "over", "otherwise", "why"])
    for check in table.quality {
      lines.add(["\(check)", "a \(check.over.rawValue)", check.consequence.words, check.why])
    }
    return lines.text
  }

  private func link(_ name: String) -> String {
    catalog.contains { $0.name.text == name } ? "[\(name)](\(name).md)" : name
  }
}

extension TableSchema.Column {
  /// `boolean`, `integer`, `real` or `text`.
  var typeName: String { isBoolean ? "boolean" : storage.rawValue.lowercased() }

  /// `0 to 48`, or nothing.
  var rangeText: String {
    guard let minimum, let maximum else { return "" }
    return QualityCheck.text(minimum...maximum)
  }
}

extension Read.Scope {
  fileprivate var words: String {
    switch self {
    case .sameDate: "of the date"
    case .history(1): "of every game date before, in the season"
    case .history(let seasons): "of every game date before, in the season and \(seasons - 1) before it"
    case .snapshot(.thisWeek): "of the snapshot that opened the date's week"
    case .snapshot(.lastWeek): "of the snapshot that closed the week before"
    case .season: "of the season as a whole"
    case .fetched: "from outside the warehouse"
    }
  }
}

extension Cadence {
  fileprivate var words: String {
    switch self {
    case .everyDate: "on every game date"
    case .weekOpening: "once a week, on its first game date, from what was known before it"
    case .fourthWeekOpening: "every fourth week, on its first game date, from what was known before it"
    case .weekClosing: "once a week, on its last game date, that date included"
    }
  }
}

extension BootstrapPolicy {
  fileprivate var words: String {
    switch self {
    case .process: "like any other date"
    case .skip: "left out"
    }
  }
}

extension ExpectedRows {
  fileprivate var words: String {
    switch self {
    case .unstated: "as its inputs say"
    case .perGame(let rows): "\(rows) for each game"
    }
  }
}

extension QualityCheck.Consequence {
  fileprivate var words: String {
    switch self {
    case .degrade: "degraded"
    case .fail: "failed, nothing is written"
    }
  }
}
