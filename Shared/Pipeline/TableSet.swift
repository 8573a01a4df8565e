public import Contracts
import Warehouse

/// The tables of one phase, checked and in the order in which a date's work runs.
public struct TableSet: Sendable {
  /// The phase.
  public let phase: Phase
  /// The tables; each comes after those that it reads on the same date.
  public let tables: [AnyTable]

  /// Orders the tables of a phase by what they read.
  ///
  /// - Throws: ``PipelineError`` for duplicates and circles.
  public init(phase: Phase, _ tables: [AnyTable]) throws {
    var byName: [TableName: AnyTable] = [:]
    for table in tables {
      guard byName.updateValue(table, forKey: table.info.name) == nil else {
        throw PipelineError.duplicateTable(table.info.name.text)
      }
    }
    var ordered: [AnyTable] = []
    var path: [TableName] = []
    func place(_ table: AnyTable) throws {
      guard !ordered.contains(where: { $0.info.name == table.info.name }) else { return }
      guard !path.contains(table.info.name) else {
        throw PipelineError.cycle((path + [table.info.name]).map(\.text))
      }
      path.append(table.info.name)
      for declared in table.info.reads where declared.read.scope.mayMeanTheSameDate {
        if let read = byName[declared.read.table] {
          try place(read)
        }
      }
      path.removeLast()
      ordered.append(table)
    }
    for table in tables {
      try place(table)
    }
    self.phase = phase
    self.tables = ordered
  }

  /// Checks the reads of this phase against the declarations of all phases.
  ///
  /// Tables of phases that have not registered yet are not checked; the reads wait for them.
  public func check(against catalog: [TableInfo]) throws {
    let byName = Dictionary(catalog.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for table in tables {
      if let owner = byName[table.info.name], owner.phase != phase {
        throw PipelineError.ownedByOther(table: table.info.name.text, phase: owner.phase.rawValue)
      }
      for declared in table.info.reads {
        guard let wanted = declared.columns, let read = byName[declared.read.table] else { continue }
        if read.phase > phase, declared.read.scope.mayMeanTheSameDate || read.phase != phase.feedback {
          throw PipelineError.readsLaterPhase(reader: table.info.name.text, table: read.name.text)
        }
        if case .snapshot(let snapshot) = declared.read.scope, !snapshot.cadences.contains(read.cadence) {
          throw PipelineError.wrongCadence(
            reader: table.info.name.text, table: read.name.text,
            cadence: snapshot.cadences.map(\.rawValue).joined(separator: " or "))
        }
        for column in wanted.columns {
          let stored = read.schema.columns.first { $0.name == column.name }
          guard let stored, stored.storage == column.storage, column.isNullable || !stored.isNullable else {
            throw PipelineError.missingColumn(
              reader: table.info.name.text, table: read.name.text, column: column.name)
          }
        }
      }
    }
  }
}

/// Lists tables in a service's `build` function.
@resultBuilder
public enum TableListBuilder {
  /// A table.
  public static func buildExpression(_ table: some Table) -> [any DeclaredTable] { [DateTable(table)] }
  /// A season table.
  public static func buildExpression(_ table: some SeasonTable) -> [any DeclaredTable] { [WholeSeasonTable(table)] }
  /// The list.
  public static func buildBlock(_ parts: [any DeclaredTable]...) -> [any DeclaredTable] { parts.flatMap { $0 } }
}

/// A table in a list, not yet of a phase.
public protocol DeclaredTable: Sendable {
  /// The table as a phase's own.
  func erased(phase: Phase) throws -> AnyTable
}

private struct DateTable<T: Table>: DeclaredTable {
  let table: T
  init(_ table: T) { self.table = table }
  func erased(phase: Phase) throws -> AnyTable { try AnyTable(table, phase: phase) }
}

private struct WholeSeasonTable<T: SeasonTable>: DeclaredTable {
  let table: T
  init(_ table: T) { self.table = table }
  func erased(phase: Phase) throws -> AnyTable { try AnyTable(table, phase: phase) }
}

extension TableSet {
  /// The tables listed for a phase.
  public init(phase: Phase, @TableListBuilder _ tables: () -> [any DeclaredTable]) throws {
    try self.init(phase: phase, try tables().map { try $0.erased(phase: phase) })
  }
}
