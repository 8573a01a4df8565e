import League
import TestKit
import Testing
import Warehouse

@Suite("A table in the store against its declaration")
struct SchemaTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse
  private let date = day("2024-01-15")

  init() async throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
    let rows = try Average.rows([Average(player: 1, games: 4)])
    try await warehouse.write { [date] writer in
      try writer.prepare(try Average.schema())
      _ = try writer.replace(rows, of: try Average.schema(), on: date)
    }
  }

  private func prepare(_ change: (inout TableSchema) -> Void) async throws {
    var schema = try Average.schema()
    change(&schema)
    try await warehouse.write { [schema] in try $0.prepare(schema) }
  }

  private func refusal(_ change: (inout TableSchema) -> Void) async throws -> String? {
    do {
      try await prepare(change)
      return nil
    } catch WarehouseError.schemaDiffers("averages", let difference) {
      return difference
    }
  }

  @Test("preparing a table again changes nothing")
  func again() async throws {
    try await prepare { _ in }
    #expect(try await warehouse.number("SELECT count(*) FROM averages") == 1)
  }

  @Test("a new nullable column is added, and is null in the rows of before")
  func added() async throws {
    try await prepare { schema in
      var column = schema.columns[1]
      column.name = "rebounds_avg"
      schema.columns.append(column)
    }
    #expect(try await warehouse.number("SELECT count(*) FROM averages WHERE rebounds_avg IS NULL AND games = 4") == 1)
  }

  @Test("a new column that may not be null is refused by name")
  func addedNotNull() async throws {
    let difference = try await refusal { schema in
      var column = schema.columns[2]
      column.name = "rebounds"
      schema.columns.append(column)
    }
    #expect(difference == "column rebounds is missing")
  }

  @Test("a column that is not declared any more is refused by name")
  func removed() async throws {
    #expect(try await refusal { $0.columns.remove(at: 1) } == "column points_avg is not declared any more")
  }

  @Test("a column of another type, nullability or key is refused by name")
  func changed() async throws {
    #expect(try await refusal { $0.columns[2].storage = .text } == "column games is another type")
    #expect(try await refusal { $0.columns[2].isNullable = true } == "column games is another type")
    #expect(try await refusal { $0.columns[2].isKey = true } == "column games is another type")
    #expect(try await refusal { $0.columns[0].isKey = false } == "column player_id is another type")
  }

  @Test("scale, range and meaning may change; they bind the rows to come")
  func traits() async throws {
    #expect(
      try await refusal {
        $0.columns[1].scale = 4
        $0.columns[1].maximum = 60
        $0.columns[1].meaning = "other"
      } == nil)
  }
}
