import Foundation
import Providers
import Testing

@testable import Phase6Publish

@Suite(
  "Documents in a bucket",
  .enabled(
    if: ProcessInfo.processInfo.environment["BACKCOURT_TEST_S3"] != nil,
    "Tests/with-s3 starts moto's server; it says so when it cannot"))
struct DocumentBucketTests {
  private let address: BucketAddress
  private let path = samplePath

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let root = try #require(environment["BACKCOURT_TEST_S3"])
    address = try BucketAddress("\(root)/\(UUID().uuidString)", environment: environment)
  }

  private func store() throws -> DocumentBucket { DocumentBucket(try Bucket(address)) }

  @Test("a document is put, found, listed, left alone when it is the same, replaced when it is not, and removed")
  func life() throws {
    let store = try store()
    #expect(try store.bytes(at: path) == nil)
    #expect(try store.put([1, 2, 3], at: path))
    #expect(try !store.put([1, 2, 3], at: path))
    #expect(try store.put([1, 2, 4], at: path))
    #expect(try store.bytes(at: path) == [1, 2, 4])
    #expect(try store.names(in: DocumentPath("results")) == ["2024-01-15.json"])
    try store.remove(path)
    try store.remove(path)
    #expect(try store.bytes(at: path) == nil)
  }

  @Test("of two writers who saw the same document one is refused, and succeeds when it has looked again")
  func race() throws {
    let (one, other) = (try store(), try store())
    try one.put([1], at: path)
    #expect(try one.bytes(at: path) == [1])
    #expect(try other.bytes(at: path) == [1])
    try one.write([2], at: path)
    #expect(throws: DocumentError.self) { try other.write([3], at: path) }
    #expect(try other.put([3], at: path))
    #expect(try one.bytes(at: path) == [3])
  }
}
