import Runtime

/// `phase6-publish`: all of it to JSON documents.
@main
struct Phase6Publish {
  static func main() async {
    await ServiceHost.run("phase6-publish") { try buildPhase6($0) }
  }
}
