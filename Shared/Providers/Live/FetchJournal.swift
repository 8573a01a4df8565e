import Foundation

/// The fetch records on disk, a small JSON file for each document: `fetches/<adapter>/<rest of the name>.json`.
///
/// A record is written after the payload it names, so what it says is stored is stored; a process that dies between the two
/// asks once more.
struct FetchJournal: Sendable {
  let root: String

  /// The record of a document; nil when it was never asked for, or what stands there cannot be read: it is asked for again.
  func record(of name: DocumentName) throws(ProviderError) -> FetchRecord? {
    guard let bytes = try DiskFile(path(of: name)).bytes() else { return nil }
    // A damaged record costs a request, no more.
    return try? JSONDecoder().decode(FetchRecord.self, from: Data(bytes))
  }

  func write(_ record: FetchRecord, of name: DocumentName) throws(ProviderError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try DiskFile(path(of: name)).write(Array(encoder.encode(record)))
    } catch let error as ProviderError {
      throw error
    } catch {
      throw .malformed(file: name.description, line: 1, problem: "its fetch record cannot be encoded: \(error)")
    }
  }

  private func path(of name: DocumentName) -> String {
    "\(root)/fetches/\(name.adapter)/\(name.parts.joined(separator: ".")).json"
  }
}
