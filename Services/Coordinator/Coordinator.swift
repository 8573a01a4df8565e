import Runtime

/// `coordinator`: emits date events, watches completions, keeps runs and gates, and takes the operator's requests.
@main
struct Coordinator {
  static func main() async {
    await ServiceHost.run("coordinator") { try await buildCoordinator($0) }
  }
}
