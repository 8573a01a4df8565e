import Hummingbird
import Warehouse

/// Answers what cannot be done while the store cannot be used with the store's own words, which say what to do.
struct StoreProblems: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as WarehouseError {
      return try json(["error": "\(error)"], status: .serviceUnavailable)
    }
  }
}
