import Contracts
import Pipeline
import Providers

/// Opens payloads of the store as tables. What a digest names never changes, so reading it is no side effect.
struct PayloadReader: Sendable {
  private let store: PayloadStore
  private let refusals = RefusalMemory()

  init(store: PayloadStore) {
    self.store = store
  }

  /// What a raw table's lines are read to.
  typealias Reading<Row: Sendable> = ([CSVTable], DaySchedule) throws -> Sifted<Row>

  /// The lines of a raw table's payloads. What was refused is remembered for the quarantine of the same date.
  func sift<Name, Row>(
    _ payloads: [StoredPayload<Name>], for table: TableName, on schedule: DaySchedule, _ read: Reading<Row>
  ) throws -> Sifted<Row> {
    let sifted = try read(tables(payloads), schedule)
    refusals.keep(sifted.refusals, of: RefusalMemory.Key(table, payloads, schedule))
    return sifted
  }

  /// What a raw table refuses of its payloads: from memory when it has just read them, else by reading them again.
  func refusals<Name, Row>(
    in payloads: [StoredPayload<Name>], for table: TableName, on schedule: DaySchedule, _ read: Reading<Row>
  ) throws -> [Refusal] {
    if let kept = refusals.take(RefusalMemory.Key(table, payloads, schedule)) { return kept }
    return try read(tables(payloads), schedule).refusals
  }

  /// The players of a season's index, each once.
  ///
  /// - Throws: ``PipelineError`` when the payload is missing or damaged, or is no index.
  func players(_ payloads: [StoredPlayerIndex]) throws(PipelineError) -> [IndexedPlayer] {
    var players: [IndexedPlayer] = []
    var seen: Set<Int> = []
    do {
      for payload in payloads {
        guard let id = PayloadID(payload.digest[...]) else {
          throw PipelineError.permanent("\(StoredPlayerIndex.table) names '\(payload.digest)', which is no digest")
        }
        players += try IndexedPlayer.all(in: payload.file, store.get(id)).filter { seen.insert($0.id).inserted }
      }
    } catch let error as ProviderError {
      throw error.isRetryable ? .transient(error.description) : .permanent(error.description)
    } catch let error as PipelineError {
      throw error
    } catch {
      throw .permanent("the index of players cannot be read: \(error)")
    }
    return players
  }

  /// The payloads as tables, in the order of their files' names: an archive's CSV as it is, a provider's documents in the
  /// same columns.
  ///
  /// - Throws: ``PipelineError`` when a payload is missing or damaged, or is not what its name says.
  func tables<Name>(_ payloads: [StoredPayload<Name>]) throws(PipelineError) -> [CSVTable] {
    guard let date = payloads.first?.gameDate else { return [] }
    var stored: [DocumentCatalogue.Stored] = []
    do {
      for payload in payloads.sorted(by: { $0.file < $1.file }) {
        guard let id = PayloadID(payload.digest[...]) else {
          throw PipelineError.permanent("\(Name.name) on \(date) names '\(payload.digest)', which is no digest")
        }
        stored.append(.init(file: payload.file, digest: payload.digest, bytes: try store.get(id)))
      }
      return try DocumentCatalogue.tables(of: Name.kind, in: stored, on: date)
    } catch let error as ProviderError {
      throw error.isRetryable ? .transient(error.description) : .permanent(error.description)
    } catch let error as PipelineError {
      throw error
    } catch {
      throw .permanent("\(Name.name) on \(date) cannot be read: \(error)")
    }
  }
}
