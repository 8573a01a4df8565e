import ArgumentParser

/// `provider-sim archive`: writes an archive of simulated seasons.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Writes an archive of simulated seasons, in the layout that --source archive:DIR reads.")

  @Option(help: "The directory to write to; it is made when it is not there.")
  var out: String

  @OptionGroup(title: "League")
  var options: LeagueOptions

  func run() throws {
    guard let league = options.league else { return }
    let files = try league.write(to: out)
    print("wrote \(files.count) files of simulated data to \(out)")
  }
}
