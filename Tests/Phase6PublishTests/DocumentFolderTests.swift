import Foundation
import Ledger
import Testing

@testable import Phase6Publish

@Suite("Documents as files")
struct DocumentFolderTests {
  let path = samplePath

  func identity(of file: String) throws -> [FileAttributeKey: Any] {
    try FileManager.default.attributesOfItem(atPath: file)
  }

  @Test("a document is written below the folder, and nothing else is left there")
  func written() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      #expect(try store.bytes(at: path) == nil)
      #expect(try store.put([1, 2, 3], at: path))
      #expect(try store.bytes(at: path) == [1, 2, 3])
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(root)/results")
      #expect(files == ["2024-01-15.json"])
    }
  }

  @Test("an unchanged document is not written again; a changed one takes its place")
  func unchanged() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      try store.put([1, 2, 3], at: path)
      let first = try identity(of: "\(root)/\(path)")[.systemFileNumber] as? Int
      #expect(try !store.put([1, 2, 3], at: path))
      #expect(try identity(of: "\(root)/\(path)")[.systemFileNumber] as? Int == first)
      #expect(try store.put([1, 2, 4], at: path))
      #expect(try store.bytes(at: path) == [1, 2, 4])
    }
  }

  @Test("a reader never sees a torn document while it is replaced")
  func neverTorn() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let versions = (0..<4).map { [UInt8](repeating: $0, count: 300_000 + Int($0)) }
      let last: [UInt8] = [255]
      try store.put(versions[0], at: path)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { [path] in
          for round in 0..<200 { try store.put(versions[round % versions.count], at: path) }
          try store.put(last, at: path)
        }
        group.addTask { [path] in
          var seen: [UInt8] = []
          while seen != last, !Task.isCancelled {
            seen = try #require(try store.bytes(at: path))
            try #require(seen == last || versions.contains(seen))
          }
        }
        for try await _ in group {}
      }
    }
  }

  @Test("what stands in the way of the folder is named")
  func blocked() async throws {
    try await withTemporaryFolder { root in
      try Data("a file".utf8).write(to: URL(fileURLWithPath: root))
      #expect {
        try DocumentFolder(root).put([1], at: path)
      } throws: { error in
        "\(error)".contains(root)
      }
    }
  }

  @Test("a folder that may not be written to is a permanent error", .enabled(if: getuid() != 0))
  func notPermitted() async throws {
    try await withTemporaryFolder { root in
      try FileManager.default.createDirectory(
        atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o555])
      #expect {
        try DocumentFolder(root).put([1], at: path)
      } throws: { error in
        (error as? DocumentError)?.category == .permanent
      }
    }
  }
}
