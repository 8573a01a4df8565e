import Runtime

/// `phase5-grade`: predictions and results to grades.
@main
struct Phase5Grade {
  static func main() async {
    await ServiceHost.run("phase5-grade") { try buildPhase5Grade($0) }
  }
}
