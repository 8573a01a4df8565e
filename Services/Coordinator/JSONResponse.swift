import Foundation
import Hummingbird
import NIOCore

/// An answer in JSON.
func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
  .json(bytes: try JSONEncoder.sorted.encode(value), status: status)
}

extension Response {
  /// An answer whose JSON is made already.
  static func json(bytes: Data, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
