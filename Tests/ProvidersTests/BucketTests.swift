import Foundation
import Testing

@testable import Providers

@Suite("An address of objects")
struct BucketAddressTests {
  private let keys = ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "marker-secret"]

  @Test("has a bucket, a prefix, and the environment's endpoint, region and key")
  func whole() throws {
    let address = try BucketAddress(
      "s3://nba/one/two/",
      environment: keys.merging(["AWS_ENDPOINT_URL": "http://x:1/", "AWS_REGION": "eu-west-1"]) { $1 })
    #expect(address.bucket == "nba" && address.prefix == "one/two/" && address.endpoint == "http://x:1")
    #expect(address.signature.region == "eu-west-1")
    #expect("\(address)" == "s3://nba/one/two/")
    #expect(try BucketAddress("s3://nba", environment: keys).endpoint == "https://s3.us-east-1.amazonaws.com")
  }

  @Test("shows its secrets nowhere")
  func secrets() throws {
    let address = try BucketAddress("s3://nba", environment: keys.merging(["AWS_SESSION_TOKEN": "marker-token"]) { $1 })
    var shown = "\(address) \(address.signature)"
    dump(address, to: &shown)
    #expect(!shown.contains("marker"))
  }

  @Test("without a bucket or a key is refused", arguments: ["s3://", "http://x/y", "nba", ""])
  func refused(text: String) {
    #expect(throws: ProviderError.self) { try BucketAddress(text, environment: keys) }
    #expect(throws: ProviderError.self) { try BucketAddress("s3://nba", environment: [:]) }
  }

  @Test("a store that is not there is unavailable for now, and the message has no secret")
  func nobodyThere() throws {
    let bucket = try Bucket(
      try BucketAddress("s3://nba", environment: keys.merging(["AWS_ENDPOINT_URL": "http://127.0.0.1:1"]) { $1 }))
    do throws(ProviderError) {
      _ = try bucket.get("x")
      Issue.record("somebody answers on port 1")
    } catch {
      #expect(error.isRetryable)
      #expect(!error.description.contains("marker"))
    }
  }
}

@Suite(
  "Objects in an S3-compatible store",
  .enabled(
    if: ProcessInfo.processInfo.environment["BACKCOURT_TEST_S3"] != nil,
    "Tests/with-s3 starts moto's server; it says so when it cannot"))
struct BucketTests {
  private let bucket: Bucket

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let address = try #require(environment["BACKCOURT_TEST_S3"])
    bucket = try Bucket(try BucketAddress("\(address)/\(UUID().uuidString)", environment: environment))
  }

  @Test("an object comes back byte for byte, is replaced whole, and is gone when it is removed")
  func roundTrip() throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(try bucket.get("a/b.bin") == nil)
    #expect(try !bucket.has("a/b.bin"))
    #expect(try bucket.put(bytes, at: "a/b.bin", type: "application/octet-stream"))
    #expect(try bucket.get("a/b.bin")?.bytes == bytes)
    #expect(try bucket.has("a/b.bin"))
    #expect(try bucket.put([], at: "a/b.bin", type: "text/plain"))
    #expect(try bucket.get("a/b.bin")?.bytes == [])
    try bucket.delete("a/b.bin")
    try bucket.delete("a/b.bin")
    #expect(try bucket.get("a/b.bin") == nil)
  }

  @Test("what is put if nothing stands there is put once, and what is put upon a state is put upon that state only")
  func conditions() throws {
    #expect(try bucket.put([1], at: "x", type: "text/plain", if: .absent))
    #expect(try !bucket.put([2], at: "x", type: "text/plain", if: .absent))
    let first = try #require(try bucket.get("x"))
    #expect(first.bytes == [1])
    #expect(try bucket.put([3], at: "x", type: "text/plain", if: .version(try #require(first.version))))
    #expect(try !bucket.put([4], at: "x", type: "text/plain", if: .version(try #require(first.version))))
    #expect(try bucket.get("x")?.bytes == [3])
  }

  @Test("the names of a folder are those directly below it, however many there are")
  func names() throws {
    for number in 0..<12 { try bucket.put([0], at: "f/\(number).json", type: "text/plain") }
    try bucket.put([0], at: "f/deeper/1.json", type: "text/plain")
    try bucket.put([0], at: "other/1.json", type: "text/plain")
    #expect(try bucket.names(in: "f") == (0..<12).map { "\($0).json" }.sorted())
    #expect(try bucket.names(in: "none").isEmpty)
  }

  @Test("a bucket that is not there is said")
  func noBucket() throws {
    let none = try Bucket(
      try BucketAddress("s3://no-such-bucket-here", environment: ProcessInfo.processInfo.environment))
    do throws(ProviderError) {
      _ = try none.get("x")
      Issue.record("an object of no bucket")
    } catch {
      #expect(error.description.contains("no such bucket"))
    }
  }

  @Test("payloads are stored once under their digest, read back, and a damaged one is set aside and can be put again")
  func payloads() throws {
    let store = PayloadStore(bucket)
    let bytes = Array("player,points\n1,20\n".utf8)
    let id = try store.put(bytes)
    #expect(try store.put(bytes) == id)
    #expect(try store.get(id) == bytes)
    let folder = "payloads/\(id.hex.prefix(2))"
    #expect(try bucket.names(in: folder) == ["\(id.hex).gz"])
    try bucket.put([1, 2, 3], at: "\(folder)/\(id.hex).gz", type: "application/gzip")
    #expect(throws: ProviderError.payloadDamaged(id: id.hex, path: store.path(of: id))) { try store.get(id) }
    #expect(throws: ProviderError.payloadMissing(id: id.hex, path: store.path(of: id))) { try store.get(id) }
    #expect(try bucket.names(in: folder) == ["\(id.hex).gz.damaged"])
    _ = try store.put(bytes)
    #expect(try store.get(id) == bytes)
  }
}
