import Foundation
import League
import Providers
import Synchronization

/// Documents that newer ones will soon replace, held back so that only the newest of each path is put in place.
///
/// What is held back stands in a file of the journal as well: when a process is killed, whichever empties its own next finds
/// it there. Two processes may empty each other's files, since putting a document in place again changes nothing.
final class DocumentJournal: Sendable {
  private let folder: String
  /// Tells this journal's files from those of every other: in containers all processes have the same number.
  private let owner = UInt64.random(in: .min ... .max)
  private let state = Mutex(State())

  private struct State {
    /// The newest document of each path.
    var documents: [DocumentPath: [UInt8]] = [:]
    /// The files that hold them.
    var files: Set<String> = []
    /// How many files were written.
    var count = 0

    mutating func add(_ bytes: [UInt8], at path: DocumentPath) {
      if let held = documents[path], let old = Document.through(of: held), let new = Document.through(of: bytes),
        new < old
      {
        return
      }
      documents[path] = bytes
    }
  }

  /// The journal in a folder, which is made when something is held back.
  init(_ folder: String) {
    self.folder = folder
  }

  /// Holds documents back. They stand in a file when this returns.
  func hold(_ documents: [Document]) throws {
    guard !documents.isEmpty else { return }
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    // Names grow, so that files read in their order tell what came last.
    let file = "\(folder)/\(owner)-\(1_000_000_000 + number)"
    var text: [UInt8] = []
    text.reserveCapacity(documents.reduce(0) { $0 + $1.length + 100 })
    for document in documents {
      text += "\(document.path) \(document.bytes.count)\n".utf8
      text += document.bytes
    }
    try DocumentError.of(try DiskFile(file).write(text))
    state.withLock { state in
      state.files.insert(file)
      for document in documents { state.add(document.bytes, at: document.path) }
    }
  }

  /// Hands out what is held back, the newest document of each path, and forgets it. When `put` throws, it is held back
  /// as before.
  func empty(_ put: (_ bytes: [UInt8], _ path: DocumentPath) throws -> Void) throws {
    try takeOver()
    let taken = state.withLock { state in
      defer { (state.documents, state.files) = ([:], []) }
      return (documents: state.documents, files: state.files)
    }
    do {
      for (path, bytes) in taken.documents { try put(bytes, path) }
    } catch {
      state.withLock { state in
        state.documents.merge(taken.documents) { newer, _ in newer }
        state.files.formUnion(taken.files)
      }
      throw error
    }
    for file in taken.files { unlink(file) }
  }

  /// Takes over what other processes hold back: one of them may have died since this was last done.
  private func takeOver() throws {
    guard FileManager.default.fileExists(atPath: folder) else { return }
    let known = state.withLock { $0.files }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where !name.hasPrefix(".") {
      let file = "\(folder)/\(name)"
      guard !known.contains(file), let text = try DocumentError.of(try DiskFile(file).bytes()) else { continue }
      let documents = Self.documents(in: text)
      state.withLock { state in
        state.files.insert(file)
        for (path, bytes) in documents { state.add(bytes, at: path) }
      }
    }
  }

  /// The documents of a file: each after a line of its path and its length.
  private static func documents(in text: [UInt8]) -> [(path: DocumentPath, bytes: [UInt8])] {
    var documents: [(DocumentPath, [UInt8])] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      // What is no path is the end of a file that was damaged: the cells of its documents are not committed.
      guard head.count == 2, let path = try? DocumentPath(String(head[0])), let length = Int(head[1]),
        length <= rest.count
      else { break }
      documents.append((path, Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    return documents
  }
}
