import NIOCore
import ServiceLifecycle

/// The documents' server beside a local stack, for as long as the stack is up.
struct LocalDocuments {
  /// Where it answers.
  let url: String
  private let service: ServiceGroup
  private let task: Task<Void, any Error>

  /// Starts serving a folder; returns when it listens.
  init(directory: String, port: Int) async throws {
    let (ports, announced) = AsyncThrowingStream.makeStream(of: Int.self)
    let service = DocumentServer(root: directory, port: port) { announced.yield($0) }.service()
    self.service = service
    task = Task {
      do {
        try await service.run()
        announced.finish()
      } catch {
        announced.finish(throwing: error)
        throw error
      }
    }
    do {
      guard let bound = try await ports.first(where: { _ in true }) else {
        throw CommandOutcome(code: CommandOutcome.failed, message: "the documents' server stopped before it listened")
      }
      url = "http://127.0.0.1:\(bound)/"
    } catch let error as IOError {
      throw CommandOutcome(
        code: CommandOutcome.failed,
        message: "the documents' server cannot listen on port \(port): \(error); choose another with --documents-port")
    }
  }

  /// Stops serving.
  func stop() async {
    await service.triggerGracefulShutdown()
    // How it ended does not matter any more.
    _ = try? await task.value
  }
}
