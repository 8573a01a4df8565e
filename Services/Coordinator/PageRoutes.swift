import Hummingbird
import NIOCore

/// The operator's page. Its files are part of the executable.
struct PageRoutes: Sendable {
  /// Nothing of other hosts is loaded, nothing inline runs, and no other page may frame this one.
  private static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'
    """

  func add(to router: Router<BasicRequestContext>) {
    router.get("/") { _, _ in Self.file(PackageResources.desk_html, "text/html; charset=utf-8") }
    router.get("/desk.css") { _, _ in Self.file(PackageResources.desk_css, "text/css; charset=utf-8") }
    router.get("/desk.js") { _, _ in Self.file(PackageResources.desk_js, "text/javascript; charset=utf-8") }
  }

  private static func file(_ bytes: [UInt8], _ type: String) -> Response {
    var headers: HTTPFields = [.contentType: type, .cacheControl: "no-cache"]
    headers[.contentSecurityPolicy] = policy
    headers[.xContentTypeOptions] = "nosniff"
    headers[.init("Referrer-Policy") ?? .from] = "no-referrer"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
