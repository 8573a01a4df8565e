import Runtime

/// `phase1-scrape`: providers to payloads.
@main
struct Phase1Scrape {
  static func main() async {
    await ServiceHost.run("phase1-scrape") { try buildPhase1($0) }
  }
}
