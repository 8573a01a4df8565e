import Runtime

/// `phase4-precompute`: analytics to five precompute tables, and why a row of them is not there.
@main
struct Phase4Precompute {
  static func main() async {
    await ServiceHost.run("phase4-precompute") { try buildPhase4($0) }
  }
}
