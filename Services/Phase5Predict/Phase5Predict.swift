import Runtime

/// `phase5-predict`: features to predictions.
@main
struct Phase5Predict {
  static func main() async {
    await ServiceHost.run("phase5-predict") { try buildPhase5Predict($0) }
  }
}
