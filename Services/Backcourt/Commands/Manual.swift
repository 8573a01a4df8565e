import ArgumentParser

struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Every command with its options, as a page for man.",
    discussion: "Keep it where man looks: backcourt manual > /usr/local/share/man/man1/backcourt.1")

  func run() throws {
    print(
      try ManualPage(description: BackcourtCommand._dumpHelp(), version: BackcourtCommand.configuration.version).text,
      terminator: "")
  }
}
