import Runtime

/// `phase4-precompute`: analytics to five precompute tables.
@main
struct Phase4Precompute {
  static func main() async {
    await ServiceHost.run("phase4-precompute") { try buildPhase4($0) }
  }
}
