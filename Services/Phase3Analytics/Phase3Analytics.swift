import Runtime

/// `phase3-analytics`: raw tables to five analytics tables.
@main
struct Phase3Analytics {
  static func main() async {
    await ServiceHost.run("phase3-analytics") { try buildPhase3($0) }
  }
}
