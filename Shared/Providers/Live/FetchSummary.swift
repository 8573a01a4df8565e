import Foundation

/// What the fetch records of a data folder say of each source: how much came, and what had to be asked for again.
public struct FetchSummary: Hashable, Sendable, Codable {
  /// What was fetched of one source.
  public struct Source: Hashable, Sendable, Codable {
    /// Documents that were asked for.
    public var documents = 0
    /// Of these: the provider does not have them.
    public var absent = 0
    /// Of these: the last answer was of another shape; a sample of it is kept.
    public var malformed = 0
    /// Of these: the last answer took more than one request.
    public var askedAgain = 0
    /// Requests that the last answers took.
    public var requests = 0
    /// Bytes of the documents.
    public var bytes = 0
  }

  /// The sources by name.
  public private(set) var sources: [String: Source] = [:]
  /// Records that cannot be read. Their documents are asked for again when they are wanted.
  public private(set) var unreadable = 0

  /// Sums up every fetch record below a data folder; there is none where an archive was the source.
  public init(of root: String) throws {
    let (records, unreadable) = try Self.records(below: root)
    self.unreadable = unreadable
    for record in records { sources[record.source, default: Source()].add(record) }
  }

  /// The records below a data folder, and how many cannot be read.
  public static func records(below root: String) throws -> (records: [FetchRecord], unreadable: Int) {
    var (records, unreadable): ([FetchRecord], Int) = ([], 0)
    let folder = "\(root)/fetches"
    guard FileManager.default.fileExists(atPath: folder) else { return ([], 0) }
    for adapter in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(adapter)")
      for file in files.sorted() where file.hasSuffix(".json") {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(adapter)/\(file)"))
        do {
          records.append(try JSONDecoder().decode(FetchRecord.self, from: data))
        } catch {
          unreadable += 1
        }
      }
    }
    return (records, unreadable)
  }
}

extension FetchSummary.Source {
  fileprivate mutating func add(_ record: FetchRecord) {
    documents += 1
    absent += record.outcome == .absent ? 1 : 0
    malformed += record.outcome == .malformed ? 1 : 0
    askedAgain += record.tries > 1 ? 1 : 0
    requests += record.tries
    bytes += record.bytes
  }
}
