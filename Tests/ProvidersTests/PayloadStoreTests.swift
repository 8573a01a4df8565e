import Foundation
import Providers
import Testing

@Suite("The payload store")
struct PayloadStoreTests {
  private let bytes = Array("game_id,pts\n0021100001,99\n".utf8)

  @Test("a payload is found under the digest of its bytes")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let store = PayloadStore(root: folder.path + "/not/yet/there")
    let id = try store.put(bytes)
    #expect(id == PayloadID(of: bytes))
    #expect(store.path(of: id).hasSuffix("/payloads/\(id.hex.prefix(2))/\(id.hex).gz"))
    #expect(try store.get(id) == bytes)
  }

  @Test("the digest is SHA-256")
  func digest() {
    #expect(
      PayloadID(of: Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(PayloadID("abc") == nil)
    #expect(PayloadID(PayloadID(of: bytes).hex) == PayloadID(of: bytes))
  }

  @Test("storing the same bytes again writes nothing")
  func storedOnce() throws {
    let folder = try TemporaryFolder()
    let store = PayloadStore(root: folder.path)
    let path = store.path(of: try store.put(bytes))
    let long = Date(timeIntervalSince1970: 1000)
    try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
    _ = try store.put(bytes)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == long)
    let folderOfPath = String(path.prefix(upTo: try #require(path.lastIndex(of: "/"))))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folderOfPath).count == 1)
  }

  @Test("a payload that is not there says what to do")
  func missing() throws {
    let folder = try TemporaryFolder()
    let store = PayloadStore(root: folder.path)
    let error = providerError { _ = try store.get(PayloadID(of: bytes)) }
    #expect(error?.description.contains("is not in the store") == true)
    #expect(error?.description.contains("replay its date from phase1") == true)
    #expect(error?.isRetryable == false)
  }

  @Test("a damaged payload is noticed, and storing it again mends it", arguments: [0, 1, 2])
  func damaged(how: Int) throws {
    let folder = try TemporaryFolder()
    let store = PayloadStore(root: folder.path)
    let id = try store.put(bytes)
    let url = URL(fileURLWithPath: store.path(of: id))
    switch how {
    case 0: try Data().write(to: url)
    case 1: try Data(Data(contentsOf: url).dropLast(4)).write(to: url)
    default: try Data(Gzip.compress(Array("other".utf8))).write(to: url)
    }
    #expect(throws: ProviderError.payloadDamaged(id: id.hex, path: store.path(of: id))) { try store.get(id) }
    #expect(try store.put(bytes) == id)
    #expect(try store.get(id) == bytes)
  }

  @Test("a place that cannot be written to is a permanent error that names it")
  func notWritable() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "payloads")
    let error = providerError { _ = try PayloadStore(root: folder.path).put(bytes) }
    #expect(error?.category == .permanent)
    #expect(error?.description.contains(folder.path) == true)
  }

  @Test("a full disk is a transient error that says to free space; missing rights are permanent")
  func errorKinds() {
    #expect(ProviderError.diskFull(path: "/data/x").isRetryable)
    #expect(ProviderError.diskFull(path: "/data/x").description.contains("free space"))
    #expect(ProviderError.notPermitted(path: "/data/x", action: "write").category == .permanent)
    #expect(ProviderError.fileFailed(path: "/x", action: "read", reason: "", code: EIO).isRetryable)
    #expect(!ProviderError.fileFailed(path: "/x", action: "read", reason: "", code: EISDIR).isRetryable)
  }
}
