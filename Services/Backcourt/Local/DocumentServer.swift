import Foundation
import Hummingbird
import Logging
import NIOCore
import Providers
import ServiceLifecycle

/// Serves the documents' folder to sites on this machine: GET and HEAD alone, with the cache times that the documents'
/// catalogue states, entity tags, CORS and gzip. It listens on loopback only.
struct DocumentServer: Sendable {
  private let root: String
  private let port: Int
  private let announce: @Sendable (Int) -> Void

  /// - Parameters:
  ///   - root: the folder of the documents.
  ///   - port: 0 takes any free one.
  ///   - announce: called with the port once it listens.
  init(root: String, port: Int, announce: @escaping @Sendable (Int) -> Void) {
    self.root = root
    self.port = port
    self.announce = announce
  }

  /// The server, to be run: it serves until it is told to stop.
  func service() -> ServiceGroup {
    var logger = Logger(label: "documents")
    logger.logLevel = .error
    let router = Router()
    router.get("**") { request, _ in try answer(request) }
    router.head("**") { request, _ in try answer(request) }
    router.on("**", method: .options) { _, _ in Response(status: .noContent, headers: Self.openHeaders) }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "backcourt"),
      onServerRunning: { [announce, port] in announce($0.localAddress?.port ?? port) }, logger: logger)
    var configuration = ServiceGroupConfiguration(services: [.init(service: application)], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(2)  // a reader may keep his connection open
    return ServiceGroup(configuration: configuration)
  }

  /// What a request gets.
  private func answer(_ request: Request) throws -> Response {
    guard let path = DocumentPathInURL(request.uri.path) else {
      return Self.refusal(.badRequest, "no path of a document")
    }
    guard let file = try ServedFile(root: root, path: path.text) else {
      return Self.refusal(.notFound, "there is no document at \(path.text)")
    }
    var headers = Self.openHeaders
    let takesGzip = Self.takesGzip(request.headers[.acceptEncoding])
    headers[.contentType] = file.contentType
    headers[.cacheControl] = "public, max-age=\(try CacheTimes(root: root).seconds(for: path.text))"
    headers[.vary] = "Accept-Encoding"
    headers[.eTag] = file.tag(gzip: takesGzip)
    if let known = request.headers[.ifNoneMatch], file.matches(known) {
      return Response(status: .notModified, headers: headers)
    }
    let (body, isGzip) = try file.body(gzip: takesGzip)
    if isGzip { headers[.contentEncoding] = "gzip" }
    // Hummingbird leaves the body of an answer to HEAD out, and states its length.
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static var openHeaders: HTTPFields {
    var headers = HTTPFields()
    headers[.accessControlAllowOrigin] = "*"
    headers[.accessControlAllowMethods] = "GET, HEAD, OPTIONS"
    headers[.accessControlAllowHeaders] = "If-None-Match"
    headers[.accessControlMaxAge] = "86400"
    return headers
  }

  private static func refusal(_ status: HTTPResponse.Status, _ reason: String) -> Response {
    var headers = openHeaders
    headers[.contentType] = "application/json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    // A dictionary of texts can always be encoded.
    let body = (try? JSONEncoder().encode(["error": reason])) ?? Data()
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// Whether a reader takes gzip: named, or by the star, and not at quality 0.
  static func takesGzip(_ accepted: String?) -> Bool {
    var star = false
    for part in (accepted ?? "").lowercased().split(separator: ",") {
      let words = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      let quality = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if words.first == "gzip" { return quality > 0 }
      if words.first == "*" { star = quality > 0 }
    }
    return star
  }
}
