import Runtime

/// `phase2-raw`: payloads to raw tables.
@main
struct Phase2Raw {
  static func main() async {
    await ServiceHost.run("phase2-raw") { try buildPhase2($0) }
  }
}
