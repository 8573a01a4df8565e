import Ledger
import Pipeline
import Reports
import Warehouse

/// A named question about the history, which the ledger answers with a table.
struct Question: Sendable {
  /// Its place in docs/operations/questions.md.
  let number: Int
  /// What `backcourt ask` calls it.
  let name: String
  /// The question in words.
  let words: String
  let columns: [TextTable.Column]
  let rows: @Sendable (QuestionScope, any WarehouseReader) throws -> [[String]]

  /// A question that a query answers. The query reads `days` (the game dates) and `cells` (every table on each of them,
  /// planned or not).
  init(_ number: Int, _ name: String, _ words: String, _ columns: [TextTable.Column], sql: String) {
    self.init(number, name, words, columns) { scope, reader in
      try reader.all(scope.sql + sql) { row in columns.indices.map { row[$0].text } }
    }
  }

  init(
    _ number: Int, _ name: String, _ words: String, _ columns: [TextTable.Column],
    rows: @escaping @Sendable (QuestionScope, any WarehouseReader) throws -> [[String]]
  ) {
    (self.number, self.name, self.words, self.columns, self.rows) = (number, name, words, columns, rows)
  }

  /// All of them, by number.
  static let all: [Question] = (coverage + progress + failures + gates + speed).sorted { $0.number < $1.number }

  /// The question of a name or number.
  static func named(_ name: String) -> Question? {
    all.first { $0.name == name || String($0.number) == name }
  }

  func answer(from warehouse: any Warehouse) async throws -> Answer {
    try await warehouse.read { reader in
      let catalog = try Ledger.catalog(in: reader).map(TableHeading.init)
      return Answer(self, rows: try rows(QuestionScope(catalog: catalog), reader))
    }
  }

  /// What was found.
  struct Answer: Encodable, Sendable {
    var name: String
    var question: String
    var rows: [[String: String]]
    private let table: TextTable

    enum CodingKeys: CodingKey {
      case name, question, rows
    }

    init(_ question: Question, rows: [[String]]) {
      var table = TextTable(columns: question.columns)
      for row in rows { table.add(row.map(SafeText.line)) }
      self.table = table
      (name, self.question) = (question.name, question.words)
      self.rows = rows.map { row in
        Dictionary(zip(question.columns.map(\.title), row)) { first, _ in first }
      }
    }

    var text: String { table.isEmpty ? "\(question)\nNone." : "\(question)\n\(table.text)" }
  }
}

extension SQLValue {
  /// As a person reads it.
  fileprivate var text: String {
    switch self {
    case .null: "·"
    case .integer(let value): "\(value)"
    case .real(let value): "\((value * 100).rounded() / 100)"
    case .text(let value): value
    }
  }
}
